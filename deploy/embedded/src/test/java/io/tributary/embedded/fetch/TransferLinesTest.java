package io.tributary.embedded.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TransferLinesTest {

    private final AtomicLong now = new AtomicLong();
    private final TransferLines lines = new TransferLines(now::get);

    @Test
    void tellsBytesSoFarAndInTotalEveryTwoSeconds() {
        lines.tell("Downloading from central: https://example.org/a/b/server-1.zip");

        now.addAndGet(1_900_000_000L);
        assertThat(lines.tell("Progress (1): 11/947 MB")).isEmpty();
        now.addAndGet(200_000_000L);
        assertThat(lines.tell("Progress (1): 12/947 MB")).contains("downloading server-1.zip: 12/947 MB");
        assertThat(lines.tell("Progress (1): 13/947 MB")).isEmpty();
    }

    @Test
    void tellsLargeDownloadsOnly() {
        now.addAndGet(3_000_000_000L);
        assertThat(lines.tell("Progress (1): 8.1/50 kB")).isEmpty();
        assertThat(lines.tell("Downloaded from central: https://example.org/x/a-1.pom (4.9 kB at 65 kB/s)"))
                .isEmpty();
        assertThat(lines.tell("Downloaded from central: https://example.org/x/a-1.zip (947 MB at 30 MB/s)"))
                .contains("downloaded a-1.zip (947 MB at 30 MB/s)");
        assertThat(lines.tell("[INFO] BUILD SUCCESS")).isEmpty();
    }

    @Test
    void readsALineThatIsOverwrittenAsManyLines() throws IOException {
        List<String> read = new ArrayList<>();

        LineReader.forEachLine(new StringReader("a\rb\nc"), read::add);

        assertThat(read).containsExactly("a", "b", "c");
    }
}
