package io.tributary.embedded.fetch;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Condenses Maven's output: large downloads are told with bytes so far and in total, at most every two seconds; small
 * ones and everything else are left out.
 */
final class TransferLines {

    private static final Pattern STARTED = Pattern.compile("^Downloading from \\S+: \\S*/(\\S+)$");
    private static final Pattern PROGRESS =
            Pattern.compile("^Progress \\(\\d+\\): (?:(\\S+) \\()?([^()|]*[kMG]?B)\\)?.*");
    private static final Pattern FINISHED =
            Pattern.compile("^Downloaded from \\S+: \\S*/(\\S+) (\\([\\d.]+ [MG]B.*\\))$");
    private static final long QUIET_NANOS = 2_000_000_000L;

    private final LongSupplier nanoTime;
    private long lastTold;
    private String file = "";

    TransferLines(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastTold = nanoTime.getAsLong();
    }

    /** What to tell after this line of Maven's, if anything. */
    Optional<String> tell(String line) {
        String clean = line.strip();
        Matcher started = STARTED.matcher(clean);
        if (started.matches()) {
            file = started.group(1);
            return Optional.empty();
        }
        Matcher finished = FINISHED.matcher(clean);
        if (finished.matches()) {
            return Optional.of("downloaded " + finished.group(1) + ' ' + finished.group(2));
        }
        Matcher progress = PROGRESS.matcher(clean);
        return progress.matches() && isLarge(progress.group(2))
                ? progress(progress.group(2).strip())
                : Optional.empty();
    }

    private static boolean isLarge(String bytes) {
        return bytes.endsWith("MB") || bytes.endsWith("GB");
    }

    private Optional<String> progress(String bytes) {
        long now = nanoTime.getAsLong();
        if (now - lastTold < QUIET_NANOS) {
            return Optional.empty();
        }
        lastTold = now;
        return Optional.of("downloading " + file + ": " + bytes);
    }
}
