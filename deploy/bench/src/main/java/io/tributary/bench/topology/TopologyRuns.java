package io.tributary.bench.topology;

import io.tributary.bench.load.Timetable;
import io.tributary.bench.memberships.MembershipTail;
import io.tributary.contracts.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The single measurements on a stand whose people have their histories. */
final class TopologyRuns implements AutoCloseable {

    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long BEGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_MILLIS = 50;

    private final TopologyStand stand;
    private final Traffic traffic;
    private final Duration patience;
    private final MembershipTail tail;
    private final CommittedTopic memberships;
    private volatile Sightings sightings = new Sightings("none", null);

    TopologyRuns(TopologyStand stand, Traffic traffic, Duration patience) {
        this.stand = stand;
        this.traffic = traffic;
        this.patience = patience;
        this.memberships = new CommittedTopic(stand.bootstrap(), Topic.MEMBERSHIPS.wireName());
        this.tail = new MembershipTail(stand.bootstrap(), (membership, nanos) -> sightings.seen(membership, nanos));
    }

    /** Writes a backlog that was made before, and sees it worked off and indexed. */
    Saturated saturated(int events) throws InterruptedException {
        var run = traffic.run();
        var records = new ArrayList<ProducerRecord<String, byte[]>>(events);
        for (int i = 0; i < events; i++) {
            records.add(run.next());
        }
        var seen = watch(run, null);
        var measurement = stand.meter().measurement();
        var whole = stand.meter().measurement();
        var threads = stand.threadMeter();
        measurement.begin();
        whole.begin();
        threads.begin();
        long start = System.nanoTime();
        records.forEach(stand::send);
        stand.flush();
        stand.awaitWorkedOff(patience);
        double seconds = secondsSince(start);
        var used = threads.seconds();
        var cost = measurement.end();
        stand.awaitIndexed(patience);
        double indexed = secondsSince(start);
        var usedInAll = threads.seconds();
        var costInAll = whole.end();
        awaitSeen();
        return new Saturated(events, seconds, cost, used, indexed, costInAll, usedInAll, seen.count());
    }

    /** Writes on a timetable, however late. */
    Paced paced(double rate, Duration duration) throws InterruptedException {
        var run = traffic.run();
        long events = Math.max(1, (long) (rate * duration.toMillis() / 1_000));
        var timetable = new Timetable(System.nanoTime() + BEGIN_NANOS, rate);
        var seen = watch(run, timetable);
        var measurement = stand.meter().measurement();
        measurement.begin();
        long late = 0;
        for (long number = 0; number < events; number++) {
            var record = run.next();
            awaitTime(timetable, number);
            if (System.nanoTime() - timetable.intended(number) > LATE_NANOS) {
                late++;
            }
            stand.send(record);
        }
        stand.flush();
        stand.awaitWorkedOff(patience);
        var cost = measurement.end();
        awaitSeen();
        stand.awaitIndexed(patience);
        return new Paced(rate, events, late, seen.latency(), seen.count(), cost);
    }

    private static void awaitTime(Timetable timetable, long number) {
        long now = System.nanoTime();
        while (!timetable.isDue(number, now)) {
            LockSupport.parkNanos(Math.min(NAP_NANOS, timetable.intended(number) - now));
            now = System.nanoTime();
        }
    }

    private Sightings watch(Traffic.Run run, @Nullable Timetable timetable) {
        var seen = new Sightings(run.name(), timetable);
        sightings = seen;
        return seen;
    }

    /** Returns when everything that is committed was seen. */
    private void awaitSeen() throws InterruptedException {
        var ends = memberships.ends();
        TopologyStand.await("every membership was seen", patience, LOOK_MILLIS, () -> tail.hasPassed(ends));
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
        tail.close();
        memberships.close();
    }
}
