package io.tributary.ingestion.intake;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Version 7 UUIDs (RFC 9562): 48 bits of milliseconds, the rest random, so that newer ids sort behind older ones. */
public record TimeOrderedIds(Clock clock, RandomGenerator random) implements Supplier<String> {

    @Override
    public String get() {
        long most = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
        long least = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least).toString();
    }
}
