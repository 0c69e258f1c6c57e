package io.tributary.ingestion.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FaultNameTest {

    private static final Pattern MESSAGE_IN_LOG = Pattern.compile("LOG\\.\\w+\\([^;]*getMessage\\(\\)", Pattern.DOTALL);

    @Test
    void namesTheClassesAndNothingThatWasSaid() {
        var fault = new StoreUnavailable(
                "PostgreSQL does not answer", new IllegalStateException("value anna@example.com is too long"));

        assertThat(FaultName.of(fault)).isEqualTo("StoreUnavailable < IllegalStateException");
    }

    @Test
    void endsThoughCausesGoOn() {
        var fault = new IllegalStateException("0");
        for (int depth = 1; depth < 50; depth++) {
            fault = new IllegalStateException(String.valueOf(depth), fault);
        }

        assertThat(FaultName.of(fault)).hasSizeLessThan(200);
    }

    /** The rule of the house: what a library says is in no log. */
    @Test
    void standsInEveryLineThatIsLoggedOfAFault() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                assertThat(MESSAGE_IN_LOG.matcher(Files.readString(file)).find())
                        .as(file.toString())
                        .isFalse();
            }
        }
    }
}
