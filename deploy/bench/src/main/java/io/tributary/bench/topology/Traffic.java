package io.tributary.bench.topology;

import io.tributary.bench.rules.Lives;
import io.tributary.bench.rules.ShopCall;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Resolved events of the tenant's people as identity writes them, two in a hundred a second time. */
final class Traffic {

    /** One record in so many is a copy of the one before it. */
    static final int COPIES = 50;

    private final String tenant;
    private final Lives lives;
    private final IntSupplier people;
    private final SplittableRandom random;
    private final InstantSource clock;
    private int runs;
    private long written;
    private long copies;

    /** @param people draws who comes next, counted from 1 */
    Traffic(String tenant, Lives lives, IntSupplier people, long seed, InstantSource clock) {
        this.tenant = tenant;
        this.lives = lives;
        this.people = people;
        this.random = new SplittableRandom(seed);
        this.clock = clock;
    }

    /** All records so far, copies included. */
    long written() {
        return written;
    }

    long copies() {
        return copies;
    }

    Run run() {
        return new Run("run%05d-".formatted(++runs));
    }

    /** Records whose message ids are its name and their number, counted from 0. */
    final class Run {

        private final String name;
        private long number;
        private ProducerRecord<String, byte[]> last = new ProducerRecord<>(Topic.RESOLVED_EVENTS.wireName(), null);

        private Run(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        ProducerRecord<String, byte[]> next() {
            long now = number++;
            written++;
            if (now % COPIES == COPIES - 1) {
                copies++;
                return last;
            }
            var messageId = name + "%012d".formatted(now);
            ShopCall call = lives.next(people.getAsInt() - 1, messageId, clock.millis(), random);
            last = new ProducerRecord<>(
                    Topic.RESOLVED_EVENTS.wireName(),
                    new RecordKey(tenant, messageId).text(),
                    call.resolved(tenant).toByteArray());
            return last;
        }
    }
}
