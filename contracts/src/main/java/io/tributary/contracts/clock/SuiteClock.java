package io.tributary.contracts.clock;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that tells suite time: real time plus the offset of the clock file. The owner calls {@link #poll} every
 * 200 ms; an unreadable file keeps the last offset, because a moment without the file must not move time.
 */
public final class SuiteClock extends Clock {

    /** How often {@link #poll} is to be called. */
    public static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final Clock real;
    private final Path file;
    private final ZoneId zone;
    private volatile Duration offset;

    /** Reads the file once, so a service never serves with the wrong time; a missing file stops the start. */
    public SuiteClock(Clock real, Path file) {
        this(real, file, ZoneOffset.UTC, ClockFile.read(file).offset());
    }

    private SuiteClock(Clock real, Path file, ZoneId zone, Duration offset) {
        this.real = real;
        this.file = file;
        this.zone = zone;
        this.offset = offset;
    }

    /** Takes the file's offset over. Returns whether the file could be read. */
    public boolean poll() {
        try {
            offset = ClockFile.read(file).offset();
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public Instant instant() {
        return real.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SuiteClock(real, file, other, offset);
    }
}
