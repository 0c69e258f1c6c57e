package io.tributary.segment.membership;

import io.tributary.segment.feature.ProfileState;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The segments that a profile is in. */
final class Members {

    private Members() {}

    static Set<String> of(ProfileState state) {
        return state.memberships().entrySet().stream()
                .filter(it -> it.getValue().member())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
