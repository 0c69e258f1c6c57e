package io.tributary.activation.config;

import io.tributary.activation.delivery.Ids;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Ids in the form of UUIDv7 (RFC 9562) without hyphens, and numbers that stay exact in JavaScript. */
final class TimeOrderedIds implements Ids {

    private static final int NUMBERS_PER_MILLI = 1_000;
    // A batch may use a few numbers after its own.
    private static final int STEP = 16;

    private final Clock realClock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong last = new AtomicLong();

    TimeOrderedIds(Clock realClock) {
        this.realClock = realClock;
    }

    @Override
    public String next(String prefix) {
        long time = realClock.millis();
        long high = (time << 16) | 0x7000 | random.nextInt(0x1000);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return prefix + "_" + HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    @Override
    public long nextNumber() {
        long candidate = realClock.millis() * NUMBERS_PER_MILLI + random.nextInt(NUMBERS_PER_MILLI / 2);
        return last.updateAndGet(before -> Math.max(before + STEP, candidate));
    }
}
