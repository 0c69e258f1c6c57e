package io.tributary.local.prove.acked;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TamperingTest {

    @Test
    void leavesEverybodyWithAPromise(@TempDir Path folder) throws IOException {
        var ledger = Files.write(
                folder.resolve("acked.ledger"),
                List.of(
                        "m0 ann counted .",
                        "m1 bob other .",
                        "m2 bob counted .",
                        "m3 ann other .",
                        "m4 carl counted .",
                        "m5 bob other ."));

        var swapped = Tampering.withOnePromiseSwapped(ledger);

        var lines = Files.readAllLines(swapped);
        assertThat(lines.get(2)).matches("m2 (ann|carl) counted \\.");
        lines.set(2, "m2 bob counted .");
        assertThat(lines).isEqualTo(Files.readAllLines(ledger));
    }
}
