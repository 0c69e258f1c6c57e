package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.SegmentAnswers.Freshness;
import io.tributary.segment.stay.Bound;
import io.tributary.segment.stay.Stay;
import io.tributary.segment.stay.Stays;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How stays look in answers, and where a page of them ended. */
final class StayAnswers {

    private static final int PARTS = 4;

    private StayAnswers() {}

    /**
     * One stay; {@code left} is null while it lasts.
     *
     * @param profileId who it was then: an id that was merged since names the survivor as the cause of its end
     */
    record StayAnswer(
            String profileId,
            String segmentKey,
            BoundAnswer entered,
            @Nullable BoundAnswer left) {

        static StayAnswer of(Stay stay) {
            var left = stay.left();
            return new StayAnswer(
                    stay.key().profileId(),
                    stay.key().segment(),
                    BoundAnswer.of(stay.entered()),
                    left == null ? null : BoundAnswer.of(left));
        }
    }

    /**
     * One end of a stay.
     *
     * @param at from when the standing holds by what was known
     * @param decidedAt from when it was so for everybody who asked: what {@code asOf} is compared with
     */
    record BoundAnswer(
            Instant at,
            Instant decidedAt,
            int version,
            String cause,
            @Nullable String causeId) {

        static BoundAnswer of(Bound bound) {
            return new BoundAnswer(
                    Instant.ofEpochMilli(bound.at()),
                    Instant.ofEpochMilli(bound.decidedAt()),
                    bound.version(),
                    bound.cause(),
                    bound.causeId().isEmpty() ? null : bound.causeId());
        }
    }

    /** One page, newest beginning first; {@code total} is of all that match. */
    record StayPage(List<StayAnswer> items, @Nullable String nextCursor, long total, Freshness freshness) {

        /** The page of {@code limit} stays from one that was read with one stay more than asked for. */
        static StayPage of(Stays.Found found, int limit, Freshness freshness) {
            var page = Page.of(found.stays(), limit, StayAnswers::position);
            return new StayPage(
                    page.items().stream().map(StayAnswer::of).toList(), page.nextCursor(), found.total(), freshness);
        }
    }

    private static String position(Stay stay) {
        return String.join(
                " ",
                Long.toString(stay.entered().decidedAt()),
                Long.toString(stay.number()),
                stay.key().segment(),
                stay.key().profileId());
    }

    static Stays.@Nullable Position position(@Nullable String cursor) {
        var text = Page.position(cursor);
        if (text == null) {
            return null;
        }
        var parts = List.of(text.split(" ", PARTS));
        try {
            if (parts.size() == PARTS) {
                return new Stays.Position(
                        Long.parseLong(parts.get(0)), parts.get(3), parts.get(2), Long.parseLong(parts.get(1)));
            }
        } catch (NumberFormatException _) {
            // The same answer as for too few parts.
        }
        throw new ProblemException(ProblemType.INVALID_CURSOR, "Send the nextCursor of the page before, unchanged.");
    }
}
