package io.tributary.segment.rule;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The one spelling of a tree: groups within groups of the same kind are one group and a group of one is its part. The
 * author's order stays, because people read explanations in it.
 */
public final class Canonical {

    private Canonical() {}

    /** The canonical tree; the same tree when it is canonical already. */
    public static Condition of(Condition condition) {
        return switch (condition) {
            case Condition.All(var parts) -> {
                var flat = flatten(parts, true);
                yield flat.size() == 1 ? flat.getFirst() : new Condition.All(flat);
            }
            case Condition.Any(var parts) -> {
                var flat = flatten(parts, false);
                yield flat.size() == 1 ? flat.getFirst() : new Condition.Any(flat);
            }
            case Condition.Not(var part) -> new Condition.Not(of(part));
            case Condition.TraitTest leaf -> leaf;
            case Condition.TraitMoving leaf -> leaf;
            case Condition.TraitAge leaf -> leaf;
            case Condition.EventMeasure leaf -> leaf;
            case Condition.FirstEvent leaf -> leaf;
            case Condition.LatestEvent leaf -> leaf;
            case Condition.Sequence leaf -> leaf;
            case Condition.NotFollowedBy leaf -> leaf;
            case Condition.SegmentRef leaf -> leaf;
            case Condition.ScoreTest leaf -> leaf;
            case Condition.ConsentTest leaf -> leaf;
            case Condition.HasIdentifier leaf -> leaf;
            case Condition.ReachableBy leaf -> leaf;
        };
    }

    /** The canonical JSON, UTF-8. */
    public static byte[] bytes(Condition condition) {
        return RuleJson.print(condition);
    }

    /** The SHA-256 of the canonical JSON in lower-case hex: the name of a definition version. */
    public static String sha256(Condition condition) {
        return hex(bytes(condition));
    }

    /** The SHA-256 of the canonical JSON. */
    public static byte[] hash(Condition condition) {
        return digest(bytes(condition));
    }

    static String hex(byte[] json) {
        return HexFormat.of().formatHex(digest(json));
    }

    private static byte[] digest(byte[] json) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(json);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<Condition> flatten(List<Condition> parts, boolean all) {
        var flat = new ArrayList<Condition>();
        for (var part : parts) {
            var canonical = of(part);
            if (all && canonical instanceof Condition.All(var inner)) {
                flat.addAll(inner);
            } else if (!all && canonical instanceof Condition.Any(var inner)) {
                flat.addAll(inner);
            } else {
                flat.add(canonical);
            }
        }
        return flat;
    }
}
