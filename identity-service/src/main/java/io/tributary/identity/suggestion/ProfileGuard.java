package io.tributary.identity.suggestion;

import io.tributary.identity.graph.JoinCheck;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.linkage.JoinGuard;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Refuses groups of profiles that the graph's own guards would refuse to merge, because nobody could accept them. */
record ProfileGuard(JoinCheck check, IntFunction<UUID> ids, Map<UUID, Profile> living) implements JoinGuard {

    /** A profile that was merged or erased since the search began. */
    static final String GONE = "gone";

    @Override
    public Optional<String> refusal(List<Integer> one, List<Integer> other) {
        var profiles = Stream.concat(one.stream(), other.stream())
                .map(it -> living.get(ids.apply(it)))
                .toList();
        if (profiles.stream().anyMatch(Objects::isNull)) {
            return Optional.of(GONE);
        }
        return check.refusal(profiles.stream().map(Objects::requireNonNull).toList());
    }
}
