package io.tributary.segment.adapter.kafka.feed;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Score;
import io.tributary.segment.list.ListRule;
import io.tributary.segment.list.ListedPeople;
import io.tributary.segment.list.ListedPeople.Mark;
import io.tributary.segment.store.BrokerUnavailable;
import io.tributary.segment.store.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the topology who is on which list, at least once and in order for each mark, as long as there is something to tell. */
public final class ListTeller {

    private static final Logger LOG = LoggerFactory.getLogger(ListTeller.class);
    private static final int CHUNK = 1_000;
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final ListedPeople people;
    private final Clock suiteClock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("list-teller").unstarted(this::run);
    private @Nullable Producer<String, byte[]> producer;
    private volatile long untold;

    public ListTeller(KafkaClients clients, ListedPeople people, Clock suiteClock) {
        this.clients = clients;
        this.people = people;
        this.suiteClock = suiteClock;
    }

    public void start() {
        thread.start();
    }

    /** Marks that waited when it was last looked. */
    public long untold() {
        return untold;
    }

    public boolean isRunning() {
        return thread.isAlive();
    }

    public void stop() throws InterruptedException {
        stopping.countDown();
        if (thread.isAlive()) {
            thread.join(CLOSING);
        }
    }

    private void run() {
        try {
            while (!stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                tellAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (producer != null) {
                producer.close(CLOSING);
            }
        }
    }

    private void tellAll() {
        try {
            long waiting = people.untold();
            untold = waiting;
            int told = CHUNK;
            while (told == CHUNK && stopping.getCount() > 0) {
                told = people.tell(CHUNK, this::send);
                waiting -= told;
                untold = Math.max(0, waiting);
            }
        } catch (StoreUnavailable | BrokerUnavailable e) {
            LOG.warn("marks of lists wait to be told reason={}", e.getMessage());
        } catch (RuntimeException e) {
            // The thread's top: what is not noted as told is told with the next round.
            LOG.error("marks of lists could not be told", e);
        }
    }

    private void send(List<Mark> marks) {
        try {
            var sent = marks.stream().map(it -> sending().send(record(it))).toList();
            for (var one : sent) {
                one.get();
            }
        } catch (ExecutionException | KafkaException e) {
            throw new BrokerUnavailable("the broker did not take a mark", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("stopped while telling marks", e);
        }
    }

    private ProducerRecord<String, byte[]> record(Mark mark) {
        var command = ProfileCommand.newBuilder()
                .setTenant(mark.tenant())
                .setProfileId(mark.profileId())
                .setScore(Score.newBuilder()
                        .setName(ListRule.mark(mark.segmentKey()))
                        .setValue(ListRule.value(mark.isOn()))
                        .setAt(suiteClock.millis()))
                .build();
        return new ProducerRecord<>(
                Topic.PROFILE_COMMANDS.wireName(),
                new RecordKey(mark.tenant(), mark.profileId()).text(),
                command.toByteArray());
    }

    private Producer<String, byte[]> sending() {
        var made = producer;
        if (made == null) {
            made = clients.producer();
            producer = made;
        }
        return made;
    }
}
