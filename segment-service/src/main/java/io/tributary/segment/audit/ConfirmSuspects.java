package io.tributary.segment.audit;

import io.tributary.segment.audit.Difference.Kind;
import io.tributary.segment.audit.IndexedProfiles.Disagreeing;
import io.tributary.segment.audit.IndexedProfiles.Expected;
import io.tributary.segment.audit.IndexedProfiles.Finding;
import io.tributary.segment.audit.IndexedProfiles.Indexed;
import io.tributary.segment.audit.StoredProfiles.Stored;
import io.tributary.segment.audit.ToldMemberships.Told;
import io.tributary.segment.feature.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The second, careful look at a few profiles of one partition: the store, then, when all of it has arrived everywhere, the
 * copies, then the store again. What differs now is a difference, and the topology is asked to state the profile anew.
 */
final class ConfirmSuspects {

    /** What was found, and how many profiles are repaired. */
    record Confirmed(List<Difference> differences, long repaired) {}

    private record Copies(
            Map<String, Stored> before,
            Map<String, Map<String, Told>> told,
            Map<String, Indexed> indexed,
            Map<String, Stored> after) {}

    private final AuditStores stores;

    ConfirmSuspects(AuditStores stores) {
        this.stores = stores;
    }

    Confirmed confirm(String tenant, List<Suspect> suspects, AuditedRules rules, boolean repairing) {
        int partition = suspects.getFirst().partition();
        var ids = suspects.stream().map(Suspect::profileId).collect(Collectors.toSet());
        var copies = read(tenant, partition, ids);
        var differences = new ArrayList<Difference>();
        var comparing = rules.comparing();
        suspects.stream()
                .filter(Suspect::copies)
                .forEach(it -> differences.addAll(differences(it.profileId(), copies, comparing)));
        differences.addAll(disagreements(tenant, suspects, rules, copies));
        if (repairing) {
            repair(tenant, differences, copies);
        }
        return new Confirmed(differences, repairing ? AuditReport.profilesIn(differences) : 0);
    }

    private Copies read(String tenant, int partition, Set<String> ids) {
        var before = find(tenant, partition, ids);
        stores.indexed().awaitCurrent(partition);
        var told = stores.told().latest(tenant, partition, ids::contains);
        var expected = ids.stream()
                .map(it ->
                        new Expected(it, before.containsKey(it) ? before.get(it).state() : null))
                .toList();
        var indexed = stores.indexed().compare(tenant, expected);
        return new Copies(before, told, indexed, find(tenant, partition, ids));
    }

    private Map<String, Stored> find(String tenant, int partition, Set<String> ids) {
        var found = new HashMap<String, Stored>();
        ids.forEach(id -> stores.stored().find(tenant, partition, id).ifPresent(it -> found.put(id, it)));
        return found;
    }

    private static List<Difference> differences(String id, Copies copies, CompareProfile comparing) {
        var before = copies.before().get(id);
        var after = copies.after().get(id);
        var differences = new ArrayList<>(CompareProfile.told(
                id, standings(before), standings(after), copies.told().getOrDefault(id, Map.of())));
        var indexed = copies.indexed().getOrDefault(id, Indexed.MISSING);
        if (before != null && after != null) {
            differences.addAll(comparing.evaluated(after));
            differences.addAll(CompareProfile.indexed(id, version(before), version(after), indexed));
        } else if (before == null && after == null && indexed.finding() == Finding.OTHER) {
            differences.add(new Difference(Kind.INDEX, id, "", "missing", "other"));
        }
        return differences;
    }

    private List<Difference> disagreements(String tenant, List<Suspect> suspects, AuditedRules rules, Copies copies) {
        var comparing = rules.comparing();
        var keys = new TreeSet<String>();
        suspects.forEach(it -> keys.addAll(it.segments()));
        var differences = new ArrayList<Difference>();
        for (var key : keys) {
            var ids = suspects.stream()
                    .filter(it -> it.segments().contains(key))
                    .map(Suspect::profileId)
                    .filter(it -> isComparable(it, copies, comparing))
                    .toList();
            disagreeing(tenant, key, ids, rules).forEach(id -> differences.add(disagreement(id, key, copies)));
        }
        return differences;
    }

    private List<String> disagreeing(String tenant, String key, List<String> ids, AuditedRules rules) {
        return rules.query(key)
                .filter(it -> !ids.isEmpty())
                .map(it -> stores.indexed().disagreeing(tenant, it.question(), it.member(), ids))
                .map(Disagreeing::profileIds)
                .orElse(List.of());
    }

    /**
     * Only who stands still, is judged by these definitions and is indexed as stored says something about a query; a query
     * as of an earlier instant than the last judgement does not know what that one saw.
     */
    private static boolean isComparable(String id, Copies copies, CompareProfile comparing) {
        var before = copies.before().get(id);
        var after = copies.after().get(id);
        return before != null
                && after != null
                && version(before) == version(after)
                && !comparing.isDue(after)
                && after.state().evaluatedAt() <= comparing.now()
                && copies.indexed().getOrDefault(id, Indexed.MISSING).finding() == Finding.SAME;
    }

    private static Difference disagreement(String id, String key, Copies copies) {
        var standing = standings(copies.after().get(id)).get(key);
        boolean member = standing != null && standing.member();
        return new Difference(Kind.ENGINE, id, key, member ? "in" : "out", member ? "out" : "in");
    }

    private void repair(String tenant, List<Difference> differences, Copies copies) {
        var segments = new HashMap<String, Set<String>>();
        for (var difference : differences) {
            var named = segments.computeIfAbsent(difference.profileId(), it -> new HashSet<>());
            if (!difference.segment().isEmpty()) {
                named.add(difference.segment());
            }
        }
        segments.forEach((id, keys) -> stores.repairs().repair(tenant, id, keys, highest(id, copies)));
    }

    private static long highest(String id, Copies copies) {
        long indexed = copies.indexed().getOrDefault(id, Indexed.MISSING).version();
        return copies.told().getOrDefault(id, Map.of()).values().stream()
                .mapToLong(Told::stateVersion)
                .reduce(indexed, Math::max);
    }

    private static Map<String, Standing> standings(@Nullable Stored stored) {
        return stored == null ? Map.of() : stored.state().memberships();
    }

    private static long version(Stored stored) {
        return stored.state().stateVersion();
    }
}
