package io.tributary.segment.audit;

import io.tributary.segment.audit.Difference.Kind;
import io.tributary.segment.audit.IndexedProfiles.Finding;
import io.tributary.segment.audit.IndexedProfiles.Indexed;
import io.tributary.segment.audit.StoredProfiles.Stored;
import io.tributary.segment.audit.ToldMemberships.Told;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.Standing;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.TraitDefinition;
import io.tributary.segment.membership.Validity;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Decides what differs. Copies are compared with what is stored; what is stored, with an evaluation from scratch, unless
 * something is due that the topology has not come to yet: that is lag and no difference.
 */
record CompareProfile(OrderedSegments segments, ZoneId zone, long now) {

    private static final Standing OUT = new Standing(0, false, 0);

    /**
     * Whether the topology has more to do with the profile: time, newer definitions, or its past. What it gave up when it
     * was written, for its size, nobody judges before something else happens to it: that is compared.
     */
    boolean isDue(Stored stored) {
        var state = stored.state();
        boolean isJudged = state.definitions() == segments.hash() || state.hasUnjudgedLoss();
        return stored.awaitsPast() || !isJudged || state.nextChange() <= now;
    }

    /** Standings and computed traits that an evaluation from scratch does not give. */
    List<Difference> evaluated(Stored stored) {
        if (isDue(stored)) {
            return List.of();
        }
        var state = stored.state();
        var validity = new Validity(state, segments, zone);
        var keys = new TreeSet<>(state.memberships().keySet());
        segments.all().forEach(it -> keys.add(it.key()));
        var differences = new ArrayList<Difference>();
        keys.forEach(key -> evaluated(state, key, validity).ifPresent(differences::add));
        if (!state.restricted()) {
            segments.traits().forEach(it -> computed(state, it, validity).ifPresent(differences::add));
        }
        state.computed().keySet().stream()
                .filter(it -> segments.trait(it).isEmpty())
                .forEach(it -> differences.add(otherNumber(state, it)));
        return differences;
    }

    /** A number is compared with no tolerance: both add the same minor units in the same order. */
    private Optional<Difference> computed(ProfileState state, TraitDefinition trait, Validity validity) {
        double expected = validity.figure(trait.figure()).at(Math.max(now, state.evaluatedAt()));
        var stored = state.computed().get(trait.key());
        boolean isSame = stored == null
                ? Double.isNaN(expected)
                : stored.version() == trait.version() && stored.value() == expected;
        return isSame ? Optional.empty() : Optional.of(otherNumber(state, trait.key()));
    }

    /** Without the numbers: a report holds no personal data. */
    private static Difference otherNumber(ProfileState state, String trait) {
        return new Difference(Kind.EVALUATION, state.profileId(), "", "computed:" + trait, "other");
    }

    private Optional<Difference> evaluated(ProfileState state, String key, Validity validity) {
        long at = Math.max(now, state.evaluatedAt());
        boolean holds = !state.restricted() && validity.ofSegment(key).contains(at);
        boolean stands = state.memberships().getOrDefault(key, OUT).member();
        return holds == stands
                ? Optional.empty()
                : Optional.of(new Difference(Kind.EVALUATION, state.profileId(), key, words(holds), words(stands)));
    }

    /** What the topic says otherwise; it was read between the two looks at the standings, and who moved is left out. */
    static List<Difference> told(
            String profileId, Map<String, Standing> before, Map<String, Standing> after, Map<String, Told> told) {
        var differences = new ArrayList<Difference>();
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(told.keySet());
        for (var key : keys) {
            var stands = before.getOrDefault(key, OUT);
            var says = told.getOrDefault(key, Told.NOTHING);
            if (stands.equals(after.getOrDefault(key, OUT)) && !says(says, stands)) {
                differences.add(new Difference(Kind.TOPIC, profileId, key, words(stands.member()), words(says)));
            }
        }
        return differences;
    }

    private static boolean says(Told told, Standing stands) {
        return told.readable()
                && told.member() == stands.member()
                && (!told.member() || told.since() == stands.since());
    }

    /** What the document says otherwise, which was read between the two versions of the state. */
    static List<Difference> indexed(String profileId, long before, long after, Indexed indexed) {
        boolean moves = indexed.version() > before && indexed.version() <= after;
        return indexed.finding() == Finding.SAME || (indexed.finding() == Finding.OTHER && moves)
                ? List.of()
                : List.of(new Difference(Kind.INDEX, profileId, "", "same", words(indexed.finding())));
    }

    private static String words(boolean member) {
        return member ? "in" : "out";
    }

    private static String words(Told told) {
        return told.readable() ? words(told.member()) : "unreadable";
    }

    private static String words(Finding finding) {
        return switch (finding) {
            case SAME -> "same";
            case OTHER -> "other";
            case MISSING -> "missing";
        };
    }
}
