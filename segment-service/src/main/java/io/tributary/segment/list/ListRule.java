package io.tributary.segment.list;

import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Operator;

/**
 * The rule of a segment that is a list: a mark on the profile, which travels as a score. No client can save such a rule, so
 * a mark means what it says.
 */
public final class ListRule {

    private static final String PREFIX = "list.";
    private static final double ON = 1;
    private static final double OFF = 0;

    private ListRule() {}

    public static Condition of(String segmentKey) {
        return new Condition.ScoreTest(mark(segmentKey), Operator.EQ, ON);
    }

    public static boolean is(Condition rule, String segmentKey) {
        return rule.equals(of(segmentKey));
    }

    /** Whether a rule reads marks of lists, its own or others': these are referred to as segments. */
    public static boolean readsMarks(Condition rule) {
        return switch (rule) {
            case Condition.All all -> all.conditions().stream().anyMatch(ListRule::readsMarks);
            case Condition.Any any -> any.conditions().stream().anyMatch(ListRule::readsMarks);
            case Condition.Not not -> readsMarks(not.condition());
            case Condition.ScoreTest score -> isMark(score.name());
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> false;
            case Condition.EventMeasure _, Condition.FirstEvent _, Condition.LatestEvent _ -> false;
            case Condition.Sequence _, Condition.NotFollowedBy _, Condition.SegmentRef _ -> false;
            case Condition.ConsentTest _, Condition.HasIdentifier _, Condition.ReachableBy _ -> false;
        };
    }

    public static boolean isMark(String score) {
        return score.startsWith(PREFIX);
    }

    /** Whose mark that is. */
    public static String segmentKey(String mark) {
        return mark.substring(PREFIX.length());
    }

    /** The mark's name on the profile. */
    public static String mark(String segmentKey) {
        return PREFIX + segmentKey;
    }

    public static double value(boolean isOnTheList) {
        return isOnTheList ? ON : OFF;
    }
}
