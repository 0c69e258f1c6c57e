package io.tributary.segment.adapter.kafka.privacy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Traced;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.privacy.PersonTopology.Kept;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What has been seen of one question so far: who has not answered, and where the answers and the statements lie. */
final class Traces {

    private final String tenant;
    private final String token;
    private final String changelog;
    private final Set<String> open;
    private final List<ConsumerRecord<String, byte[]>> stated = new ArrayList<>();
    private final Map<String, Traced> unstated = new HashMap<>();
    private final List<Kept> kept = new ArrayList<>();
    private final Map<TopicPartition, Long> answeredAt = new HashMap<>();
    private final Map<TopicPartition, Long> statedAt = new HashMap<>();

    Traces(String tenant, String token, String changelog, Collection<String> profileIds) {
        this.tenant = tenant;
        this.token = token;
        this.changelog = changelog;
        this.open = new TreeSet<>(profileIds);
    }

    /** The ids that have not answered. */
    List<String> open() {
        return List.copyOf(open);
    }

    List<Kept> kept() {
        return List.copyOf(kept);
    }

    /** Behind the last answer of each partition of the topic of commands. */
    Map<TopicPartition, Long> answeredAt() {
        return answeredAt;
    }

    /** Behind the last statement of each partition of the changelog. */
    Map<TopicPartition, Long> statedAt() {
        return statedAt;
    }

    boolean areAll() {
        return open.isEmpty() && unstated.isEmpty();
    }

    void meet(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(changelog)) {
            stated.add(record);
        } else {
            answer(record);
        }
        // What is stated says something only once the answer has said which version.
        stated.removeIf(this::isSettled);
    }

    private void answer(ConsumerRecord<String, byte[]> record) {
        try {
            var command = ProfileCommand.parseFrom(record.value());
            if (command.getTraced().getToken().equals(token) && open.remove(command.getProfileId())) {
                take(record, command);
            }
        } catch (InvalidProtocolBufferException e) {
            // Whoever reads the topic for its own sake notes it.
            return;
        }
    }

    private void take(ConsumerRecord<String, byte[]> record, ProfileCommand command) {
        var traced = command.getTraced();
        unstated.put(new RecordKey(tenant, command.getProfileId()).text(), traced);
        kept.add(new Kept(
                command.getProfileId(),
                traced.getErasedAt() > 0,
                traced.getKnown(),
                traced.getRestricted(),
                traced.getEntries()));
        passes(answeredAt, record);
    }

    /** Whether the record needs no second look: it is the statement that was waited for, or nobody's. */
    private boolean isSettled(ConsumerRecord<String, byte[]> record) {
        if (!isAskedAbout(record.key())) {
            return true;
        }
        var traced = unstated.get(record.key());
        if (traced != null && states(record, traced)) {
            unstated.remove(record.key());
            passes(statedAt, record);
            return true;
        }
        return false;
    }

    private boolean isAskedAbout(String key) {
        return unstated.containsKey(key)
                || (RecordKey.parse(key).tenant().equals(tenant)
                        && open.contains(RecordKey.parse(key).own()));
    }

    private static boolean states(ConsumerRecord<String, byte[]> record, Traced traced) {
        byte[] state = record.value();
        return state == null
                ? !traced.getKnown()
                : traced.getKnown() && ProfileState.decode(state).stateVersion() >= traced.getStateVersion();
    }

    private static void passes(Map<TopicPartition, Long> positions, ConsumerRecord<String, byte[]> record) {
        positions.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
    }
}
