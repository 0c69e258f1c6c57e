package io.tributary.segment.adapter.kafka.privacy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.ForgetTraits;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.SaidTrait;
import io.tributary.contracts.v1.Trace;
import io.tributary.contracts.v1.Traced;
import io.tributary.segment.adapter.kafka.feed.IndexReach;
import io.tributary.segment.adapter.kafka.feed.KafkaClients;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.privacy.PersonTopology;
import io.tributary.segment.store.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends a question through each profile's partition and waits for its trace: the answer on the topic of commands and the
 * statement in the profile store's changelog, and then for the feeds of both indices to have passed them. So it is the
 * instance that owns the partition that answers, whichever it is.
 */
public final class TracedTopology implements PersonTopology {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int RECORDS = 500;

    /**
     * Where each index is fed from, and in whose name; the names belong to the indices that are there now.
     *
     * @param commands read by the feed that moves events in the event index
     */
    public record Feeds(
            IndexReach events,
            Supplier<String> eventGroup,
            IndexReach commands,
            String commandGroup,
            IndexReach profiles,
            Supplier<String> profileGroup) {}

    private final KafkaClients clients;
    private final Sending sending;
    private final Feeds feeds;
    private final String changelog;
    private final Supplier<String> tokens;
    private final Duration patience;

    /**
     * Asks over these clients.
     *
     * @param tokens names of questions, none twice
     * @param patience how long one call waits
     */
    public TracedTopology(
            KafkaClients clients,
            Sending sending,
            Feeds feeds,
            String changelog,
            Supplier<String> tokens,
            Duration patience) {
        this.clients = clients;
        this.sending = sending;
        this.feeds = feeds;
        this.changelog = changelog;
        this.tokens = tokens;
        this.patience = patience;
    }

    @Override
    public List<Kept> passed(String tenant, Collection<String> profileIds, Predicate<List<Kept>> enough) {
        long until = System.nanoTime() + patience.toNanos();
        var resolved = feeds.events().ends();
        await(until, () -> feeds.events().hasPassed(resolved, feeds.eventGroup().get()));
        while (true) {
            var kept = ask(tenant, profileIds, until);
            if (enough.test(kept) || System.nanoTime() - until > 0) {
                return kept;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    @Override
    public void forget(String tenant, String profileId, List<Said> traits) {
        var forget = ForgetTraits.newBuilder();
        traits.forEach(it ->
                forget.addTraits(SaidTrait.newBuilder().setName(it.trait()).setMessageId(it.messageId())));
        command(tenant, profileId, ProfileCommand.newBuilder().setForgetTraits(forget));
    }

    private TopicPartition command(String tenant, String profileId, ProfileCommand.Builder command) {
        var stored = sending.send(
                Topic.PROFILE_COMMANDS,
                new RecordKey(tenant, profileId),
                command.setTenant(tenant).setProfileId(profileId).build().toByteArray());
        return new TopicPartition(stored.topic(), stored.partition());
    }

    private List<Kept> ask(String tenant, Collection<String> profileIds, long until) {
        if (profileIds.isEmpty()) {
            return List.of();
        }
        var traces = new Traces(tenant, tokens.get(), changelog, profileIds);
        var from = new HashMap<TopicPartition, Long>();
        var statedFrom = feeds.profiles().ends();
        var askedFrom = feeds.commands().ends();
        for (var profileId : traces.open) {
            var trace = Trace.newBuilder().setToken(traces.token);
            var asked = command(tenant, profileId, ProfileCommand.newBuilder().setTrace(trace));
            from.put(asked, askedFrom.getOrDefault(asked, 0L));
            var stated = new TopicPartition(changelog, asked.partition());
            from.put(stated, statedFrom.getOrDefault(stated, 0L));
        }
        try (var consumer = clients.groupless(RECORDS)) {
            follow(consumer, from, traces, until);
        }
        await(until, () -> feeds.commands().hasPassed(traces.answeredAt, feeds.commandGroup()));
        await(
                until,
                () -> feeds.profiles()
                        .hasPassed(traces.statedAt, feeds.profileGroup().get()));
        return List.copyOf(traces.kept);
    }

    private void follow(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> from, Traces traces, long until) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        while (!traces.areAll()) {
            if (System.nanoTime() - until > 0 || Thread.currentThread().isInterrupted()) {
                throw new StoreUnavailable("the topology does not answer yet");
            }
            consumer.poll(POLL).forEach(traces::meet);
        }
    }

    private static void await(long until, BooleanSupplier passed) {
        while (!passed.getAsBoolean()) {
            if (System.nanoTime() - until > 0 || Thread.currentThread().isInterrupted()) {
                throw new StoreUnavailable("an index is behind");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** What has been seen of one question so far. */
    private static final class Traces {

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
}
