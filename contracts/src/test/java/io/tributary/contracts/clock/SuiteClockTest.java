package io.tributary.contracts.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteClockTest {

    private static final Instant START = Instant.parse("2011-12-09T20:00:00Z");

    private final Clock real = Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void startsWhereTheFileSays() {
        var file = file();

        assertThat(new SuiteClock(real, file).instant()).isEqualTo(START);
    }

    @Test
    void movesWhenTheFileMoves() {
        var file = file();
        var clock = new SuiteClock(real, file);

        ClockFile.read(file).movedBy(Duration.ofDays(60)).write(file);
        boolean read = clock.poll();

        assertThat(read).isTrue();
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(60)));
    }

    @Test
    void keepsTheTimeWhileTheFileCannotBeRead() throws IOException {
        var file = file();
        var clock = new SuiteClock(real, file);

        Files.writeString(file, "offset=nonsense\n");

        assertThat(clock.poll()).isFalse();
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void refusesToStartWithoutItsFile() {
        assertThatThrownBy(() -> new SuiteClock(real, folder.resolve("none"))).isInstanceOf(UncheckedIOException.class);
    }

    private Path file() {
        var file = folder.resolve("clock");
        ClockFile.startingAt(START, real.instant()).write(file);
        return file;
    }
}
