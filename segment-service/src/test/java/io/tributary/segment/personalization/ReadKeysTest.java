package io.tributary.segment.personalization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadKeysTest {

    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final String SHOP = "https://shop.example";

    private final ReadKeys keys = new ReadKeys();

    @Test
    void opensTheTenantToAPageOfTheSource() {
        keys.put(source(true, Map.of(hash("one"), Instant.MAX)));

        assertThat(keys.find("one", SHOP, NOW)).isEqualTo(new ReadKeyVerdict.Granted("acme"));
    }

    @Test
    void isBoundToTheSourcesOrigins() {
        keys.put(source(true, Map.of(hash("one"), Instant.MAX)));

        assertThat(keys.find("one", "https://evil.example", NOW)).isInstanceOf(ReadKeyVerdict.OtherOrigin.class);
        assertThat(keys.find("one", "", NOW)).isInstanceOf(ReadKeyVerdict.OtherOrigin.class);
        assertThat(keys.find("one", SHOP + ".evil.example", NOW)).isInstanceOf(ReadKeyVerdict.OtherOrigin.class);
    }

    @Test
    void endsAtItsTime() {
        keys.put(source(true, Map.of(hash("one"), NOW)));

        assertThat(keys.find("one", SHOP, NOW.minusMillis(1))).isInstanceOf(ReadKeyVerdict.Granted.class);
        assertThat(keys.find("one", SHOP, NOW)).isInstanceOf(ReadKeyVerdict.Unknown.class);
    }

    @Test
    void forgetsARevokedKeyAndNoOther() {
        keys.put(source(true, Map.of(hash("one"), Instant.MAX, hash("two"), Instant.MAX)));
        keys.put(source(true, Map.of(hash("two"), Instant.MAX)));

        assertThat(keys.find("one", SHOP, NOW)).isInstanceOf(ReadKeyVerdict.Unknown.class);
        assertThat(keys.find("two", SHOP, NOW)).isInstanceOf(ReadKeyVerdict.Granted.class);
    }

    @Test
    void saysThatASourceIsOff() {
        keys.put(source(false, Map.of(hash("one"), Instant.MAX)));

        assertThat(keys.find("one", SHOP, NOW)).isInstanceOf(ReadKeyVerdict.SourceDisabled.class);
        assertThat(keys.find("two", SHOP, NOW)).isInstanceOf(ReadKeyVerdict.Unknown.class);
    }

    private static ReadKeys.Source source(boolean enabled, Map<String, Instant> ends) {
        return new ReadKeys.Source("acme", "s", enabled, Set.of(SHOP), ends);
    }

    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
