package io.tributary.embedded.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The log file of one server: the last runs are kept beside it, older ones are dropped. */
public record LogFile(Path path) {

    private static final int KEPT_RUNS = 3;
    private static final int TAIL_BYTES = 16 * 1024;

    /** Moves the log of the last run to {@code .1} and so on; the next run starts with an empty file. */
    public void rotate() throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        for (int run = KEPT_RUNS; run >= 1; run--) {
            Path younger = run == 1 ? path : numbered(run - 1);
            if (Files.exists(younger)) {
                Files.move(younger, numbered(run), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path numbered(int run) {
        return path.resolveSibling(path.getFileName() + "." + run);
    }

    /** The last lines, as far as they are there. */
    public String tail(int lines) throws IOException {
        if (!Files.exists(path)) {
            return "(the log is empty)";
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        }
    }
}
