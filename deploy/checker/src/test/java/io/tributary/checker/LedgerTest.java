package io.tributary.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir
    private Path folder;

    @Test
    void countsAnIdOnceHoweverOftenItWasAcknowledged() throws IOException {
        var ledger = ledger("m-1 anna counted .\nm-2 anna other .\nm-1 anna counted .\nm-3 ben other .\n");

        assertThat(ledger.promises()).hasSize(3);
        assertThat(ledger.countByPerson()).containsEntry("anna", 1L).containsEntry("ben", 0L);
        assertThat(ledger.torn()).isZero();
    }

    @Test
    void passesOverALineThatWasNotWrittenToItsEnd() throws IOException {
        var ledger = ledger("m-1 anna counted .\nm-2 anna coun");

        assertThat(ledger.promises()).containsOnlyKeys("m-1");
        assertThat(ledger.torn()).isEqualTo(1);
    }

    @Test
    void refusesALedgerThatContradictsItself() {
        assertThatThrownBy(() -> ledger("m-1 anna counted .\nm-1 ben counted .\n"))
                .isInstanceOf(CannotCheck.class)
                .hasMessageContaining("m-1");
    }

    @Test
    void saysThatThereIsNoLedger() {
        assertThatThrownBy(() -> Ledger.read(folder.resolve("none")))
                .isInstanceOf(CannotCheck.class)
                .hasMessageContaining("cannot be read");
    }

    private Ledger ledger(String text) throws IOException {
        return Ledger.read(Files.writeString(folder.resolve("ledger"), text));
    }
}
