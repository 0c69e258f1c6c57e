package io.tributary.local.prove.acked;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs the checker as the program that it is: what it knows of a proof is its command line. */
final class CheckerProgram {

    /** What it said; exit code 0 is equal, 1 is different, 2 is no verdict. */
    record Answer(int exitCode, List<String> lines) {

        boolean isEqual() {
            return exitCode == 0;
        }

        /** Whether it found a difference of this kind and named the id. */
        boolean names(String finding, String id) {
            return exitCode == 1 && lines.stream().anyMatch(it -> it.startsWith(finding) && it.contains(id));
        }
    }

    private final Path jar;
    private final URI elasticsearch;
    private final String tenant;

    CheckerProgram(Path project, URI elasticsearch, String tenant) {
        this.jar = project.resolve("deploy/checker/target/checker.jar");
        this.elasticsearch = elasticsearch;
        this.tenant = tenant;
    }

    Answer run(Path ledger) throws InterruptedException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "--ledger",
                ledger.toString(),
                "--elasticsearch",
                elasticsearch.toString(),
                "--tenant",
                tenant,
                "--event",
                Traffic.EVENT);
        try {
            var checker = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(checker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(checker.waitFor(), said.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the checker cannot be started", e);
        }
    }
}
