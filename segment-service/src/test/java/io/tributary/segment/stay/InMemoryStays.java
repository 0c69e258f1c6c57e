package io.tributary.segment.stay;

import io.tributary.segment.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps stays as an index with external versions does, and fails in the middle when it is told to. */
final class InMemoryStays implements StayDocuments {

    private final Map<String, Stay> byId = new HashMap<>();
    private int writesLeft = Integer.MAX_VALUE;

    /** The write after so many fails, once. */
    void failAfter(int writes) {
        writesLeft = writes;
    }

    List<Stay> all() {
        return List.copyOf(byId.values());
    }

    @Override
    public String open() {
        return "1";
    }

    @Override
    public Map<StayKey, Stay> newest(Collection<StayKey> keys) {
        var newest = new HashMap<StayKey, Stay>();
        keys.forEach(key -> {
            var stay = byId.get(key.toString());
            if (stay != null) {
                newest.put(key, stay);
            }
        });
        return newest;
    }

    @Override
    public void forget(Collection<StayKey> keys) {
        byId.values().removeIf(it -> keys.contains(it.key()));
    }

    @Override
    public List<Stay> keepEarlier(List<Stay> stays) {
        stays.forEach(it -> put(it.key() + "@" + it.number(), it));
        return List.of();
    }

    @Override
    public List<Stay> replaceNewest(Collection<Stay> stays) {
        new ArrayList<>(stays).forEach(it -> put(it.key().toString(), it));
        return List.of();
    }

    private void put(String id, Stay stay) {
        if (writesLeft-- <= 0) {
            writesLeft = Integer.MAX_VALUE;
            throw new StoreUnavailable("told to fail");
        }
        byId.merge(id, stay, (old, written) -> written.stateVersion() >= old.stateVersion() ? written : old);
    }

    @Override
    public void refresh() {}
}
