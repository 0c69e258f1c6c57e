package io.tributary.remains;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads every file below a folder, names included; a gzipped one as it is and unpacked. Links are not followed. */
final class FileTree {

    private static final int BUFFER = 64 * 1024;

    private final String store;
    private final Path folder;
    private final List<Path> skipped;
    private final Report report;

    FileTree(String store, Path folder, List<Path> skipped, Report report) {
        this.store = store;
        this.folder = folder;
        this.skipped = skipped;
        this.report = report;
    }

    void search() {
        if (!Files.isDirectory(folder)) {
            throw new CannotSearch("There is no folder " + folder + ".");
        }
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.filter(it -> skipped.stream().noneMatch(it::startsWith))
                    .filter(it -> Files.isRegularFile(it, LinkOption.NOFOLLOW_LINKS))
                    .sorted()::iterator) {
                read(file);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new CannotSearch("The files below " + folder + " cannot be read: " + e, e);
        }
    }

    private void read(Path file) throws IOException {
        var place = folder.relativize(file).toString();
        var pass = report.pass();
        pass.feed(place.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        pass.separate();
        // Who writes here goes on: a file that is gone holds nothing.
        try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            boolean gzipped = isGzipped(in);
            feed(in, pass);
            if (gzipped) {
                unpack(file, pass);
            }
        } catch (NoSuchFileException _) {
            pass.separate();
        }
        report.close(store, place, pass);
    }

    private static boolean isGzipped(InputStream in) throws IOException {
        in.mark(2);
        boolean gzipped = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzipped;
    }

    private static void unpack(Path file, Scanner.Pass pass) throws IOException {
        pass.separate();
        try (var in = new GZIPInputStream(Files.newInputStream(file), BUFFER)) {
            feed(in, pass);
        } catch (ZipException | java.io.EOFException _) {
            // It only looked like one, or is still being written: its bytes were read.
            pass.separate();
        }
    }

    private static void feed(InputStream in, Scanner.Pass pass) throws IOException {
        var buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            pass.feed(buffer, 0, read);
        }
    }

    /** A folder of ours with what is in it. */
    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
