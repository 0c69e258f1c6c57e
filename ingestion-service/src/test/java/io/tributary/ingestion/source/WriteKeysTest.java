package io.tributary.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WriteKeysTest {

    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    private final WriteKeys keys = new WriteKeys();

    @Test
    void findsASourceByItsKey() {
        keys.put(source(1, true, key("one", null)));

        assertThat(keys.find("one", NOW)).isInstanceOf(KeyLookup.Found.class);
        assertThat(keys.find("two", NOW)).isInstanceOf(KeyLookup.Unknown.class);
    }

    @Test
    void letsAKeyEndAtItsTime() {
        keys.put(source(1, true, key("one", NOW)));

        assertThat(keys.find("one", NOW.minusMillis(1))).isInstanceOf(KeyLookup.Found.class);
        assertThat(keys.find("one", NOW)).isInstanceOf(KeyLookup.Unknown.class);
    }

    @Test
    void forgetsAKeyThatTheNextRevisionLacks() {
        keys.put(source(1, true, key("one", null), key("two", null)));
        keys.put(source(2, true, key("two", null)));

        assertThat(keys.find("one", NOW)).isInstanceOf(KeyLookup.Unknown.class);
        assertThat(keys.find("two", NOW)).isInstanceOf(KeyLookup.Found.class);
    }

    @Test
    void neverGoesBackToAnOlderRevision() {
        keys.put(source(2, false, key("one", null)));
        keys.put(source(1, true, key("one", null)));

        assertThat(keys.find("one", NOW)).isInstanceOf(KeyLookup.Disabled.class);
    }

    @Test
    void doesNotTakeAReadKeyForAWriteKey() {
        keys.put(source(1, true, key("one", null), new SourceKey(KeyKind.READ, "r", KeyHash.of("public"), NOW, null)));

        assertThat(keys.find("public", NOW)).isInstanceOf(KeyLookup.Unknown.class);
        assertThat(keys.find("one", NOW)).isInstanceOf(KeyLookup.Found.class);
    }

    @Test
    void findsAKeyAtEveryMomentWhileItsSourceChanges() throws InterruptedException {
        keys.put(source(1, true, key("one", null)));
        var missed = new AtomicInteger();
        var changing = new AtomicBoolean(true);
        var reader = Thread.ofPlatform().start(() -> {
            while (changing.get()) {
                if (keys.find("one", NOW) instanceof KeyLookup.Unknown) {
                    missed.incrementAndGet();
                }
            }
        });

        for (int revision = 2; revision < 20_000; revision++) {
            keys.put(source(revision, true, key("one", null), key("r" + revision, null)));
        }
        changing.set(false);
        reader.join();

        assertThat(missed).hasValue(0);
    }

    @Test
    void hidesASourceFromOtherTenants() {
        keys.put(source(1, true, key("one", null)));

        assertThat(keys.source("acme", "s")).isPresent();
        assertThat(keys.source("other", "s")).isEmpty();
    }

    private static Source source(long revision, boolean enabled, SourceKey... keys) {
        var settings = new SourceSettings("Web", enabled, false, true, Rank.EQUAL, List.of(), 0);
        return new Source("acme", "s", "web", settings, List.of(keys), revision);
    }

    private static SourceKey key(String key, @Nullable Instant expiresAt) {
        return new SourceKey(KeyKind.WRITE, key, KeyHash.of(key), NOW, expiresAt);
    }
}
