package io.tributary.segment.audit;

import io.tributary.segment.audit.IndexedProfiles.Expected;
import io.tributary.segment.audit.IndexedProfiles.Indexed;
import io.tributary.segment.audit.StoredProfiles.Stored;
import io.tributary.segment.audit.ToldMemberships.Told;
import io.tributary.segment.feature.Standing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The first, hasty look: through a piece of one partition, at everything as it happens to be. Who seems to differ is only
 * suspected, because copies follow the store a moment later.
 */
final class LookAtProfiles {

    private static final int PAGE = 200;
    private static final int DOCUMENTS = 5_000;

    /**
     * What a look came to.
     *
     * @param last the last id that was looked at; empty when the partition is through
     */
    record Seen(long profiles, long due, String last, List<Suspect> suspects) {}

    private final AuditStores stores;
    private final int slice;

    LookAtProfiles(AuditStores stores, int slice) {
        this.stores = stores;
        this.slice = slice;
    }

    /** States behind an id, with their documents and their records in the topic. */
    Seen states(String tenant, int partition, String afterId, CompareProfile comparing) {
        var standings = new HashMap<String, Map<String, Standing>>();
        var suspects = new TreeSet<String>();
        long due = 0;
        var last = afterId;
        boolean through = false;
        while (standings.size() < slice && !through) {
            var page = stores.stored().after(tenant, partition, last, PAGE);
            through = page.size() < PAGE;
            last = page.isEmpty() ? last : page.getLast().state().profileId();
            due += page.stream().filter(comparing::isDue).count();
            suspects.addAll(differing(tenant, page, comparing));
            page.forEach(it ->
                    standings.put(it.state().profileId(), Map.copyOf(it.state().memberships())));
        }
        suspects.addAll(toldOtherwise(tenant, partition, afterId, through ? "" : last, standings));
        return new Seen(standings.size(), due, through ? "" : last, suspected(partition, suspects));
    }

    private Set<String> differing(String tenant, List<Stored> page, CompareProfile comparing) {
        var found = new HashSet<String>();
        var expected = page.stream()
                .map(it -> new Expected(it.state().profileId(), it.state()))
                .toList();
        var indexed = stores.indexed().compare(tenant, expected);
        for (var stored : page) {
            var id = stored.state().profileId();
            boolean same = indexed.getOrDefault(id, Indexed.MISSING).finding() == IndexedProfiles.Finding.SAME;
            if (!same || !comparing.evaluated(stored).isEmpty()) {
                found.add(id);
            }
        }
        return found;
    }

    private Set<String> toldOtherwise(
            String tenant, int partition, String afterId, String until, Map<String, Map<String, Standing>> standings) {
        var told = stores.told()
                .latest(
                        tenant,
                        partition,
                        it -> it.compareTo(afterId) > 0 && (until.isEmpty() || it.compareTo(until) <= 0));
        var found = new HashSet<String>();
        var ids = new HashSet<>(standings.keySet());
        ids.addAll(told.keySet());
        for (var id : ids) {
            Map<String, Standing> stand = standings.getOrDefault(id, Map.of());
            Map<String, Told> says = told.getOrDefault(id, Map.of());
            if (!CompareProfile.told(id, stand, stand, says).isEmpty()) {
                found.add(id);
            }
        }
        return found;
    }

    /** Documents of profiles that the store does not have. */
    Seen documents(String tenant, int partition, String afterId) {
        var ids = stores.indexed().idsAfter(tenant, afterId, DOCUMENTS);
        var ghosts = new TreeSet<String>();
        for (var id : ids) {
            if (stores.stored().partitionOf(tenant, id) == partition
                    && stores.stored().find(tenant, partition, id).isEmpty()) {
                ghosts.add(id);
            }
        }
        return new Seen(0, 0, ids.size() < DOCUMENTS ? "" : ids.getLast(), suspected(partition, ghosts));
    }

    private static List<Suspect> suspected(int partition, Set<String> ids) {
        return ids.stream().map(it -> Suspect.ofCopies(partition, it)).toList();
    }
}
