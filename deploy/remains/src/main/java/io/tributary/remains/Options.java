package io.tributary.remains;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the program is told; each option may be given several times, but the first three. */
record Options(Path values, Map<String, List<String>> given) {

    static final String USAGE = """
            Usage: java -jar remains.jar --values FILE [--postgres URL] [--kafka BOOTSTRAP] [--elasticsearch URL]
                       [--state DIR] [--files DIR] [--skip PATH] [--url URL] [--topic-files DIR] [--raw DIR]

            Searches bytes for the values in FILE, a JSON list of {"name","value","core"}; a report names a value and never
            holds it. --postgres: every table of every schema and database of the server, and its large objects (a JDBC URL of a
            superuser). --kafka: every topic from its start, keys, values and headers. --elasticsearch: every document
            of every index, hidden ones too, and the terms that are indexed. --state: RocksDB below DIR, opened read-only; stop
            who uses it first, what is in memory is not on the disk. --files: every file below DIR, gzipped ones unpacked;
            --skip leaves out a path. --url: what is answered there. --topic-files: records in the broker's own files,
            also those that no consumer is given any more. --raw: the bytes of files as they lie there.

            Exit code: 0 nothing found, 1 found, 2 a store could not be searched.""";

    private static final Set<String> KNOWN = Set.of(
            "--values",
            "--postgres",
            "--kafka",
            "--elasticsearch",
            "--state",
            "--files",
            "--skip",
            "--url",
            "--topic-files",
            "--raw");

    static Options of(String... arguments) {
        var given = new HashMap<String, List<String>>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!KNOWN.contains(arguments[i]) || i + 1 == arguments.length) {
                throw new CannotSearch("There is no option " + arguments[i] + ", or its value is missing.\n\n" + USAGE);
            }
            given.computeIfAbsent(arguments[i], _ -> new ArrayList<>()).add(arguments[i + 1]);
        }
        var values = given.getOrDefault("--values", List.of());
        if (values.size() != 1
                || given.keySet().stream()
                        .noneMatch(it -> !Set.of("--values", "--skip").contains(it))) {
            throw new CannotSearch("One file of values and something to search are needed.\n\n" + USAGE);
        }
        return new Options(Path.of(values.getFirst()), Map.copyOf(given));
    }

    List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }

    List<Path> paths(String name) {
        return all(name).stream()
                .map(it -> Path.of(it).toAbsolutePath().normalize())
                .toList();
    }

    List<URI> addresses(String name) {
        return all(name).stream().map(URI::create).toList();
    }
}
