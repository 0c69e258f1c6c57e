package io.tributary.segment.adapter.kafka.privacy;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.ForgetTraits;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.SaidTrait;
import io.tributary.contracts.v1.Trace;
import io.tributary.segment.adapter.kafka.feed.IndexReach;
import io.tributary.segment.adapter.kafka.feed.KafkaClients;
import io.tributary.segment.privacy.PersonTopology;
import io.tributary.segment.store.StoreUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends a question through each profile's partition and waits for its trace: the answer on the topic of commands and the
 * statement in the profile store's changelog, and then for the feeds of all indices to have passed them. So it is the
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
     * @param memberships what the stays are read from
     */
    public record Feeds(
            IndexReach events,
            Supplier<String> eventGroup,
            IndexReach commands,
            String commandGroup,
            IndexReach profiles,
            Supplier<String> profileGroup,
            IndexReach memberships,
            Supplier<String> stayGroup) {}

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
            // A question is asked to its end, however late.
            var kept = ask(tenant, profileIds, System.nanoTime() + patience.toNanos());
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
        var token = tokens.get();
        var traces = new Traces(tenant, token, changelog, profileIds);
        var from = new HashMap<TopicPartition, Long>();
        var statedFrom = feeds.profiles().ends();
        var askedFrom = feeds.commands().ends();
        for (var profileId : traces.open()) {
            var trace = Trace.newBuilder().setToken(token);
            var asked = command(tenant, profileId, ProfileCommand.newBuilder().setTrace(trace));
            from.put(asked, askedFrom.getOrDefault(asked, 0L));
            var stated = new TopicPartition(changelog, asked.partition());
            from.put(stated, statedFrom.getOrDefault(stated, 0L));
        }
        try (var consumer = clients.groupless(RECORDS)) {
            follow(consumer, from, traces, until);
        }
        await(until, () -> feeds.commands().hasPassed(traces.answeredAt(), feeds.commandGroup()));
        await(
                until,
                () -> feeds.profiles()
                        .hasPassed(traces.statedAt(), feeds.profileGroup().get()));
        awaitStays(until);
        return traces.kept();
    }

    /** An answer is committed together with the memberships before it. */
    private void awaitStays(long until) {
        var told = feeds.memberships().ends();
        await(until, () -> feeds.memberships().hasPassed(told, feeds.stayGroup().get()));
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
}
