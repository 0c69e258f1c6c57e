package io.tributary.segment.personalization;

import java.time.Instant;
import java.util.List;

/**
 * What a page may know about a person: memberships in published segments, by segment key. A person who is not known, or
 * whose data must not be used, is in none.
 */
public record Personalization(List<Membership> memberships) {

    /** Nobody, or nobody whom the page may know. */
    public static final Personalization NONE = new Personalization(List.of());

    public Personalization {
        memberships = List.copyOf(memberships);
    }

    /**
     * One membership.
     *
     * @param actions what the segment's owner wants a page to do
     */
    public record Membership(String segmentKey, Instant since, List<String> actions) {

        public Membership {
            actions = List.copyOf(actions);
        }
    }

    /** All actions once, in the order of the segments. */
    public List<String> actions() {
        return memberships.stream()
                .flatMap(it -> it.actions().stream())
                .distinct()
                .toList();
    }
}
