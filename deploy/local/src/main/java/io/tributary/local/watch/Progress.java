package io.tributary.local.watch;

import java.io.PrintStream;
import java.util.Locale;

/**
 * One live line per stage: rewritten in place on a terminal, and elsewhere printed only when a stage has moved on by a
 * tenth, so that a log stays readable. Thread-safe.
 */
public final class Progress {

    private static final int TENTHS = 10;
    /** Back to the line's start, then erase it (ECMA-48). */
    private static final String REWRITE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final long startedAt = System.nanoTime();
    private String openStage = "";
    private long lastTenth = -1;

    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A plain line. */
    public synchronized void say(String stage, String message) {
        close();
        out.println(line(stage, message));
    }

    /** {@code done} of {@code total}; a total of 0 is unknown. */
    public synchronized void step(String stage, String what, long done, long total) {
        long tenth = total == 0 ? 0 : done * TENTHS / total;
        boolean moved = !stage.equals(openStage) || tenth != lastTenth;
        if (terminal || moved) {
            if (!stage.equals(openStage)) {
                close();
            }
            var amount = total == 0
                    ? String.format(Locale.ROOT, "%,d %s", done, what)
                    : String.format(Locale.ROOT, "%,d / %,d %s", done, total, what);
            out.print(terminal ? REWRITE + line(stage, amount) : line(stage, amount) + "\n");
            out.flush();
            openStage = stage;
            lastTenth = tenth;
        }
    }

    private void close() {
        if (terminal && !openStage.isEmpty()) {
            out.println();
        }
        openStage = "";
        lastTenth = -1;
    }

    private String line(String stage, String message) {
        return String.format(Locale.ROOT, "%6.1f s  %-10s %s", (System.nanoTime() - startedAt) / 1e9, stage, message);
    }
}
