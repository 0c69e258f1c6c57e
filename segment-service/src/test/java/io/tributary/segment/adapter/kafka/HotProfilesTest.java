package io.tributary.segment.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.interval.Days;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HotProfilesTest {

    private static final Days DAYS = new Days(ZoneOffset.UTC);
    private static final long BOUND = 4_000;

    private final MovableClock clock = new MovableClock("2026-01-02T12:00:00Z");
    private final CommitPace pace = new CommitPace(Duration.ofMillis(100), clock);
    private final HotProfiles hot = new HotProfiles("hot", BOUND, pace);
    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("profiles"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final List<String> packed = new ArrayList<>();

    HotProfilesTest() {
        var context = new MockProcessorContext<Void, Void>().getStateStoreContext();
        store.init(context, store);
        hot.init(context, hot);
        hot.over(store, state -> {
            packed.add(state.profileId());
            return state.encode(DAYS);
        });
    }

    @Test
    void writesABusyProfileOnceACommit() {
        var key = key("anna");
        hot.changed(key, profile("anna"));
        for (int i = 0; i < 9; i++) {
            var state = hot.find(key).orElseThrow();
            state.score("visits", i);
            hot.changed(key, state);
        }
        boolean storedBefore = store.get(key) != null;
        hot.flushCache();
        hot.flushCache();

        assertThat(storedBefore).isFalse();
        assertThat(packed).containsExactly("anna");
        assertThat(stored(key)).map(it -> it.scores().get("visits")).contains(8.0);
    }

    @Test
    void givesBackWhatWasChangedLastHoweverManyProfilesThereAre() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var visits = new int[200];
        for (int i = 0; i < 4_000; i++) {
            int person = (int) Math.min(199, Math.abs(random.nextGaussian() * 60));
            var key = key("p" + person);
            var state = hot.find(key).orElseGet(() -> profile("p" + person));
            assertThat(state.scores().getOrDefault("visits", 0.0))
                    .as("seed %d", seed)
                    .isEqualTo(visits[person]);
            state.score("visits", ++visits[person]);
            hot.changed(key, state);
            if (random.nextInt(50) == 0) {
                hot.flushCache();
            }
        }
        hot.flushCache();

        for (int person = 0; person < visits.length; person++) {
            int expected = visits[person];
            assertThat(stored(key("p" + person)).map(it -> it.scores().get("visits")))
                    .as("seed %d", seed)
                    .isEqualTo(expected == 0 ? Optional.empty() : Optional.of((double) expected));
        }
        assertThat(packed.size()).isLessThan(4_000);
    }

    @Test
    void keepsNoMoreThanItsBound() {
        for (int i = 0; i < 500; i++) {
            hot.changed(key("p" + i), profile("p" + i));
        }

        assertThat(store.get(key("p0"))).isNotNull();
        assertThat(store.get(key("p499"))).isNull();
        assertThat(packed).hasSizeGreaterThan(400);
    }

    @Test
    void forgetsWhoIsDeletedWrittenOrNot() {
        var written = key("anna");
        hot.changed(written, profile("anna"));
        hot.flushCache();
        var unwritten = key("ben");
        hot.changed(unwritten, profile("ben"));

        hot.delete(written);
        hot.delete(unwritten);
        hot.flushCache();

        assertThat(List.of(stored(written), stored(unwritten), hot.find(written), hot.find(unwritten)))
                .containsOnly(Optional.empty());
    }

    @Test
    void losesWhatWasNotCommittedWhenItsTaskIsLost() {
        var key = key("anna");
        hot.changed(key, profile("anna"));
        hot.flushCache();
        var changing = hot.find(key).orElseThrow();
        changing.score("visits", 7);
        hot.changed(key, changing);
        hot.clearCache();
        hot.flushCache();

        assertThat(hot.find(key).orElseThrow().scores()).isEmpty();
    }

    @Test
    void asksForACommitSoonWhenLittleWaitsAndLaterWhenMuchDoes() {
        var quiet = new CommitPace(Duration.ofMillis(100), clock);
        var busy = new CommitPace(Duration.ofMillis(100), clock);
        busy.await(1_000_000);
        clock.move(Duration.ofMillis(99));
        assertThat(List.of(quiet.isDue(), busy.isDue())).containsExactly(false, false);
        clock.move(Duration.ofMillis(1));
        assertThat(List.of(quiet.isDue(), quiet.isDue(), busy.isDue())).containsExactly(true, false, false);
        clock.move(Duration.ofMillis(99));
        assertThat(busy.isDue()).isFalse();
        clock.move(Duration.ofMillis(1));
        assertThat(busy.isDue()).isTrue();
    }

    private Optional<ProfileState> stored(String key) {
        byte @Nullable [] bytes = store.get(key);
        return bytes == null ? Optional.empty() : Optional.of(ProfileState.decode(bytes));
    }

    private static ProfileState profile(String id) {
        return new ProfileState("acme", id, 0);
    }

    private static String key(String profile) {
        return new RecordKey("acme", profile).text();
    }
}
