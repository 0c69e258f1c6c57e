package io.tributary.simulator.policy;

import io.tributary.simulator.world.Id;
import io.tributary.simulator.world.Kind;
import io.tributary.simulator.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Flat matching with limits, as Segment documents it: any known value matches; if the profile that would come out had too
 * many values of a kind, the event's weakest value is left out and the rest is tried again. Placeholders are blocked.
 */
public final class LimitsAndPriority implements Policy {

    private static final Map<Kind, Integer> LIMITS =
            Map.of(Kind.USER_ID, 1, Kind.EMAIL, 3, Kind.PHONE, 2, Kind.DEVICE, 20);

    @Override
    public int[] clusters(World world) {
        return new Run().clusters(world);
    }

    private static final class Run {

        private final DisjointSets profiles = new DisjointSets();
        private final List<Set<Id>> values = new ArrayList<>();
        private final Map<Id, Integer> owners = new HashMap<>();

        int[] clusters(World world) {
            var profile = new int[world.events().size()];
            for (int i = 0; i < profile.length; i++) {
                profile[i] = resolve(new ArrayList<>(
                        Blocking.placeholders().left(world.events().get(i))));
            }
            for (int i = 0; i < profile.length; i++) {
                profile[i] = profiles.find(profile[i]);
            }
            return profile;
        }

        private int resolve(List<Id> ids) {
            while (ids.size() > 1 && breaksALimit(ids)) {
                ids.removeLast();
            }
            var matched = matched(ids);
            int survivor = matched.isEmpty() ? create() : matched.iterator().next();
            for (int other : matched) {
                if (other != survivor) {
                    values.get(survivor).addAll(values.get(other));
                    profiles.join(survivor, other);
                }
            }
            values.get(survivor).addAll(ids);
            ids.forEach(it -> owners.putIfAbsent(it, survivor));
            return survivor;
        }

        private int create() {
            values.add(new LinkedHashSet<>());
            return profiles.add();
        }

        private boolean breaksALimit(List<Id> ids) {
            var all = new LinkedHashSet<>(ids);
            matched(ids).forEach(it -> all.addAll(values.get(it)));
            return LIMITS.entrySet().stream()
                    .anyMatch(limit -> all.stream()
                                    .filter(it -> it.kind() == limit.getKey())
                                    .count()
                            > limit.getValue());
        }

        private Set<Integer> matched(List<Id> ids) {
            var matched = new LinkedHashSet<Integer>();
            for (var id : ids) {
                var owner = owners.get(id);
                if (owner != null) {
                    matched.add(profiles.find(owner));
                }
            }
            return matched;
        }
    }
}
