package io.tributary.local.prove.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the searching program as what it is: what it knows of a proof is its command line and a file of values. */
final class ByteSearch implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int NOTHING = 0;
    private static final int FOUND = 1;

    private final Path jar;
    private final Path values;

    /** @param sought as the program reads them: name, value, core */
    ByteSearch(Path project, List<Map<String, String>> sought) {
        this.jar = project.resolve("deploy/remains/target/remains.jar");
        try {
            // Not below any folder that is searched, and for nobody else to read.
            this.values = Files.createTempFile(
                    "sought-",
                    ".json",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(values, JSON.writeValueAsString(sought));
        } catch (IOException e) {
            throw new UncheckedIOException("the values cannot be written down", e);
        }
    }

    /** One place that holds a value in one spelling. */
    record Found(String store, String place, String value, String form, long count) {

        private static Found of(JsonNode line) {
            return new Found(
                    line.path("store").asString(),
                    line.path("place").asString(),
                    line.path("value").asString(),
                    line.path("form").asString(),
                    line.path("count").asLong());
        }

        String words() {
            return store + " " + place + ": " + value + " (" + form + ", " + count + ")";
        }
    }

    /** How much was looked at in one store. */
    record Looked(String store, long places, long bytes) {

        private static Looked of(JsonNode line) {
            return new Looked(
                    line.path("store").asString(),
                    line.path("places").asLong(),
                    line.path("bytes").asLong());
        }
    }

    record Answer(List<Found> found, List<Looked> looked) {

        Answer and(Answer other) {
            var both = new ArrayList<>(found);
            both.addAll(other.found);
            var all = new ArrayList<>(looked);
            all.addAll(other.looked);
            return new Answer(both, all);
        }
    }

    /** A store that cannot be searched stops the proof: nothing found there would mean nothing. */
    Answer search(List<String> where) throws InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString(),
                "--values",
                values.toString()));
        command.addAll(where);
        try {
            var program = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            int code = program.waitFor();
            if (code != NOTHING && code != FOUND) {
                throw new IllegalStateException("the stores cannot be searched: " + said);
            }
            return answer(said);
        } catch (IOException e) {
            throw new UncheckedIOException("the search cannot be started", e);
        }
    }

    private static Answer answer(List<String> said) {
        var found = new ArrayList<Found>();
        var looked = new ArrayList<Looked>();
        for (var line : said) {
            var json = JSON.readTree(line);
            if (json.path("what").asString().equals("found")) {
                found.add(Found.of(json));
            } else {
                looked.add(Looked.of(json));
            }
        }
        return new Answer(found, looked);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(values);
        } catch (IOException e) {
            throw new UncheckedIOException("the values cannot be deleted", e);
        }
    }
}
