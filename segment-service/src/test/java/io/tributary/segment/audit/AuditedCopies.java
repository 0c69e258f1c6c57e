package io.tributary.segment.audit;

import io.tributary.segment.audit.StoredProfiles.Stored;
import io.tributary.segment.audit.ToldMemberships.Told;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.Standing;
import io.tributary.segment.interval.Days;
import io.tributary.segment.preview.People.Question;
import io.tributary.segment.preview.StateJudging;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every copy of the profiles of one tenant, in memory and in two partitions, as if the topology had just written them. */
final class AuditedCopies {

    static final Days DAYS = new Days(ZoneOffset.UTC);
    static final int PARTITIONS = 2;

    /** A document: what it says to queries, and its version. */
    record Document(String content, long version) {

        static Document of(ProfileState state, long version) {
            return new Document(HexFormat.of().formatHex(state.encode(DAYS)), version);
        }

        ProfileState state() {
            return ProfileState.decode(HexFormat.of().parseHex(content));
        }
    }

    /** What was asked for once. */
    record Repair(String profileId, Set<String> segments, long aboveVersion) {}

    final TreeMap<String, Stored> stored = new TreeMap<>();
    final TreeMap<String, Map<String, Told>> told = new TreeMap<>();
    final TreeMap<String, Document> documents = new TreeMap<>();
    final List<Repair> repairs = new ArrayList<>();
    final Set<Integer> elsewhere = new HashSet<>();
    final Set<String> disagreeing = new HashSet<>();
    Runnable whenCurrent = () -> {};

    /** Writes a profile everywhere. */
    void write(ProfileState state) {
        store(state);
        tell(state);
        index(state);
    }

    void store(ProfileState state) {
        stored.put(state.profileId(), new Stored(ProfileState.decode(state.encode(DAYS)), false));
    }

    void tell(ProfileState state) {
        var says = new HashMap<String, Told>();
        state.memberships()
                .forEach((key, it) -> says.put(key, new Told(true, it.member(), it.since(), state.stateVersion())));
        told.put(state.profileId(), says);
    }

    void index(ProfileState state) {
        documents.put(state.profileId(), Document.of(state, state.stateVersion()));
    }

    void say(String profileId, String segment, Told says) {
        told.computeIfAbsent(profileId, it -> new HashMap<>()).put(segment, says);
    }

    void unsay(String profileId, String segment) {
        told.computeIfPresent(profileId, (id, says) -> {
            says.remove(segment);
            return says;
        });
    }

    AuditStores stores() {
        return new AuditStores(new Store(), this::latest, new Index(), (tenant, id, segments, above) -> {
            repairs.add(new Repair(id, new TreeSet<>(segments), above));
        });
    }

    static int partition(String profileId) {
        return Math.floorMod(profileId.hashCode(), PARTITIONS);
    }

    private Map<String, Map<String, Told>> latest(String tenant, int partition, Predicate<String> profiles) {
        var found = new HashMap<String, Map<String, Told>>();
        told.forEach((id, says) -> {
            if (partition(id) == partition && profiles.test(id)) {
                found.put(id, Map.copyOf(says));
            }
        });
        return found;
    }

    private final class Store implements StoredProfiles {

        @Override
        public int partitions() {
            return PARTITIONS;
        }

        @Override
        public int partitionOf(String tenant, String profileId) {
            return partition(profileId);
        }

        @Override
        public boolean isHere(int partition) {
            return !elsewhere.contains(partition);
        }

        @Override
        public List<Stored> after(String tenant, int partition, String afterId, int limit) {
            return stored.tailMap(afterId, false).values().stream()
                    .filter(it -> partition(it.state().profileId()) == partition)
                    .limit(limit)
                    .toList();
        }

        @Override
        public Optional<Stored> find(String tenant, int partition, String profileId) {
            return partition(profileId) == partition ? Optional.ofNullable(stored.get(profileId)) : Optional.empty();
        }
    }

    private final class Index implements IndexedProfiles {

        @Override
        public long count(String tenant) {
            return documents.size();
        }

        @Override
        public Map<String, Indexed> compare(String tenant, Collection<Expected> expected) {
            var compared = new HashMap<String, Indexed>();
            for (var one : expected) {
                var document = documents.get(one.profileId());
                if (document != null) {
                    compared.put(one.profileId(), new Indexed(finding(document, one.state()), document.version()));
                }
            }
            return compared;
        }

        private Finding finding(Document document, @Nullable ProfileState state) {
            return state != null
                            && document.content().equals(Document.of(state, 0).content())
                    ? Finding.SAME
                    : Finding.OTHER;
        }

        @Override
        public List<String> idsAfter(String tenant, String afterId, int limit) {
            return documents.tailMap(afterId, false).keySet().stream()
                    .limit(limit)
                    .toList();
        }

        @Override
        public Disagreeing disagreeing(String tenant, Question question, String member, Collection<String> only) {
            var ids = documents.entrySet().stream()
                    .filter(it -> only.isEmpty() || only.contains(it.getKey()))
                    .filter(it -> disagrees(it.getKey(), it.getValue(), question, member))
                    .map(Map.Entry::getKey)
                    .toList();
            return new Disagreeing(ids, ids.size());
        }

        private boolean disagrees(String id, Document document, Question question, String member) {
            var state = document.state();
            var key = member.substring(0, member.indexOf('@'));
            boolean stands = state.memberships()
                    .getOrDefault(key, new Standing(0, false, 0))
                    .member();
            boolean holds = StateJudging.holds(state, question);
            return state.nextChange() > question.asOf().toEpochMilli()
                    && (holds != stands || disagreeing.contains(id + ' ' + key));
        }

        @Override
        public void awaitCurrent(int partition) {
            whenCurrent.run();
        }
    }
}
