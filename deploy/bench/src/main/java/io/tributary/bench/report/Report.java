package io.tributary.bench.report;

import io.tributary.bench.measure.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A measurement as JSON: when, of which revision, on how many cores, the figures, the aims, and every single run. */
public final class Report {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode root = JSON.createObjectNode();

    public Report(String bench, Revision revision, Instant startedAt) {
        root.put("bench", bench)
                .put("revision", revision.text())
                .put("startedAt", startedAt.toString())
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("jdk", Runtime.version().toString());
    }

    /** Adds a value: a record, or a list or map of them. */
    public Report with(String name, Object value) {
        root.set(name, JSON.valueToTree(value));
        return this;
    }

    public Report with(List<Aim> aims) {
        var all = root.putArray("aims");
        for (var aim : aims) {
            var one = all.addObject()
                    .put("what", aim.what())
                    .put("bound", aim.bound())
                    .put("met", aim.isMet());
            aim.measured().ifPresent(it -> one.put("measured", it));
        }
        return this;
    }

    public void write(Path file) {
        try {
            Files.writeString(file, root.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written to " + file, e);
        }
    }
}
