package io.tributary.segment.stay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeepStaysTest {

    private static final StayKey ANNA = new StayKey("acme", "anna", "buyers");

    private final InMemoryStays documents = new InMemoryStays();
    private final KeepStays keeping = new KeepStays(documents);

    @Test
    void makesOneStayOfAnEntryAndTheLeaveThatFollowsIt() {
        keeping.take(List.of(told(ANNA, true, 10, 12, 3)));
        keeping.take(List.of(told(ANNA, false, 20, 21, 7)));

        assertThat(documents.all()).containsExactly(new Stay(ANNA, 3, bound(10, 12), bound(20, 21), 7));
    }

    @Test
    void keepsTheBeginningOfAStayThatIsStatedAnew() {
        keeping.take(List.of(told(ANNA, true, 10, 12, 3)));
        keeping.take(List.of(told(ANNA, true, 10, 30, 8)));

        assertThat(documents.all()).containsExactly(new Stay(ANNA, 3, bound(10, 12), null, 3));
    }

    @Test
    void makesNothingOfALeaveWithoutAStay() {
        keeping.take(List.of(told(ANNA, false, 10, 12, 3)));

        assertThat(documents.all()).isEmpty();
    }

    @Test
    void keepsTwoStaysThatBeganAtTheSameInstant() {
        keeping.take(List.of(told(ANNA, true, 10, 10, 1), told(ANNA, false, 10, 15, 2), told(ANNA, true, 10, 20, 3)));

        assertThat(documents.all())
                .containsExactlyInAnyOrder(
                        new Stay(ANNA, 1, bound(10, 10), bound(10, 15), 2), new Stay(ANNA, 3, bound(10, 20), null, 3));
    }

    @Test
    void forgetsEveryStayOfWhoWasErased() {
        keeping.take(List.of(told(ANNA, true, 10, 10, 1), told(ANNA, false, 15, 15, 2), told(ANNA, true, 20, 20, 3)));

        keeping.take(List.of(told(ANNA, false, 30, 30, 4), new Told.Forgotten(ANNA)));

        assertThat(documents.all()).isEmpty();
    }

    /** The oracle asks the records themselves: whoever the last one decided by then says is in. */
    @Test
    void saysOfEveryInstantWhatTheRecordsHadSaidByThenHoweverTheyCame() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var stays = new InMemoryStays();
            var records = records(random);
            deliver(random, records, stays);
            for (long at = 0; at < 60; at++) {
                assertThat(whoIsIn(stays, at)).as("seed %d at %d", seed, at).isEqualTo(naive(records, at));
            }
        }
    }

    private static Map<StayKey, Boolean> whoIsIn(InMemoryStays stays, long at) {
        var in = new HashMap<StayKey, Boolean>();
        for (var stay : stays.all()) {
            var left = stay.left();
            if (stay.entered().decidedAt() <= at && (left == null || left.decidedAt() > at)) {
                assertThat(in.put(stay.key(), true)).as("twice at once").isNull();
            }
        }
        return in;
    }

    private static Map<StayKey, Boolean> naive(List<Told> records, long at) {
        var in = new HashMap<StayKey, Boolean>();
        for (var record : records) {
            switch (record) {
                case Told.Forgotten(var key) -> in.remove(key);
                case Told.Standing standing -> {
                    if (standing.bound().decidedAt() <= at && standing.member()) {
                        in.put(standing.key(), true);
                    } else if (standing.bound().decidedAt() <= at) {
                        in.remove(standing.key());
                    }
                }
            }
        }
        return in;
    }

    private static List<Told> records(Random random) {
        var keys = List.of(ANNA, new StayKey("acme", "bert", "buyers"), new StayKey("acme", "anna", "loyal"));
        var records = new ArrayList<Told>();
        long decided = 0;
        for (int version = 1; version < 40; version++) {
            decided += random.nextInt(3);
            var key = keys.get(random.nextInt(keys.size()));
            // Erased people are never told of again.
            boolean erased = records.contains(new Told.Forgotten(key));
            if (!erased && random.nextInt(40) == 0) {
                records.add(new Told.Forgotten(key));
            } else if (!erased) {
                records.add(told(key, random.nextBoolean(), decided - random.nextInt(3), decided, version));
            }
        }
        return records;
    }

    /** In batches, some of them twice, and with a store that fails in the middle of some. */
    private static void deliver(Random random, List<Told> records, InMemoryStays stays) {
        var keeping = new KeepStays(stays);
        int from = 0;
        while (from < records.size()) {
            int to = Math.min(records.size(), from + 1 + random.nextInt(9));
            if (random.nextInt(3) == 0) {
                stays.failAfter(random.nextInt(4));
            }
            try {
                keeping.take(records.subList(Math.max(0, from - random.nextInt(6)), to));
                from = to;
            } catch (StoreUnavailable e) {
                assertThat(e).hasMessage("told to fail");
            }
        }
    }

    private static Told.Standing told(StayKey key, boolean member, long at, long decidedAt, long version) {
        return new Told.Standing(key, member, bound(at, decidedAt), version);
    }

    private static Bound bound(long at, long decidedAt) {
        return new Bound(at, decidedAt, 1, "event", "m");
    }
}
