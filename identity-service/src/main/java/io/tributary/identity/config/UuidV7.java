package io.tributary.identity.config;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/** New profile ids: UUID version 7 (RFC 9562), so that neighbours in time are neighbours in the index. */
final class UuidV7 implements Supplier<UUID> {

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    UuidV7(Clock clock) {
        this.clock = clock;
    }

    @Override
    public UUID get() {
        long high = (clock.millis() << 16) | 0x7000 | (random.nextInt() & 0x0fff);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
