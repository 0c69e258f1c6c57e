package io.tributary.local.report;

import io.tributary.local.api.User;
import io.tributary.local.run.Outcome;
import io.tributary.local.suite.ProcessStats;
import io.tributary.local.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A run as JSON, for programs: everything the table says, and where the run can be reached. */
public final class Report {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode root = JSON.createObjectNode();

    /** Where the run can be reached and what its processes use; good for a run without a demo too. */
    public Report(Suite suite, Map<String, Double> timings) {
        root.put("gatewayUrl", suite.gateway().toString());
        root.put("tokenUrl", suite.tokenUrl().toString());
        root.put("doublesUrl", suite.doubles().toString());
        root.put("webhookLog", suite.doubles().resolve("/webhooks").toString());
        root.put("elasticsearchUrl", suite.elasticsearch().toString());
        root.put("kafkaBootstrap", suite.kafkaBootstrap());
        var users = root.putArray("users");
        User.all()
                .forEach(it -> users.addObject()
                        .put("username", it.username())
                        .put("password", it.password())
                        .put("role", it.role()));
        timings.forEach(root.putObject("timings")::put);
        var memory = root.putObject("memoryMiB");
        var cpu = root.putObject("cpuSeconds");
        suite.pids().forEach((name, pid) -> {
            memory.put(name, ProcessStats.memoryInMebibytes(pid));
            cpu.put(name, ProcessStats.cpuSeconds(pid));
        });
    }

    public Report with(Outcome outcome) {
        var counts = outcome.counts();
        root.putObject("stages")
                .put("sent", counts.sent())
                .put("accepted", counts.accepted())
                .put("refused", counts.refused())
                .put("suppressed", counts.suppressed())
                .put("resolved", counts.resolved())
                .put("applied", counts.applied())
                .put("duplicate", counts.duplicate())
                .put("dropped", counts.dropped());
        root.put("people", outcome.people());
        var segments = root.putArray("segments");
        outcome.segments().forEach(it -> {
            var segment = segments.addObject().put("key", it.key()).put("size", it.size());
            it.reach().forEach(segment.putObject("reach")::put);
        });
        var audiences = root.putArray("audiences");
        outcome.audiences()
                .forEach(it -> audiences
                        .addObject()
                        .put("key", it.key())
                        .put("members", it.members())
                        .put("added", it.added())
                        .put("removed", it.removed())
                        .put("suppressed", it.suppressed())
                        .put("pending", it.pending())
                        .put("parked", it.parked()));
        var destinations = root.putArray("destinations");
        outcome.destinations()
                .forEach(it -> destinations
                        .addObject()
                        .put("key", it.key())
                        .put("kind", it.kind())
                        .put("members", it.members()));
        outcome.lags().forEach(root.putObject("open")::put);
        root.put("balanced", outcome.balanced());
        return this;
    }

    public Report withSources(Map<String, String> writeKeys) {
        var sources = root.putArray("sources");
        writeKeys.forEach((key, writeKey) -> sources.addObject().put("key", key).put("writeKey", writeKey));
        return this;
    }

    public void write(Path file) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, root.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the report " + file + " cannot be written", e);
        }
    }
}
