package io.tributary.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bench.measure.Revision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    @Test
    void writesWhatWasMeasuredBesideTheAims(@TempDir Path directory) {
        var file = directory.resolve("report.json");

        new Report("door", new Revision("abc+"), Instant.parse("2026-11-25T10:00:00Z"))
                .with("figures", List.of(1, 2))
                .with(List.of(
                        Aim.atMost("price", 0.2, 0.1),
                        Aim.atLeast("share", OptionalDouble.of(0.5), 0.45),
                        Aim.atMost("p99", OptionalDouble.empty(), 20)))
                .write(file);

        var report = JsonMapper.shared().readTree(file);
        assertThat(report.path("revision").asString()).isEqualTo("abc+");
        assertThat(report.path("startedAt").asString()).isEqualTo("2026-11-25T10:00:00Z");
        assertThat(report.path("figures")).hasSize(2);
        assertThat(report.path("aims").path(0).path("met").asBoolean()).isFalse();
        assertThat(report.path("aims").path(1).path("met").asBoolean()).isTrue();
        assertThat(report.path("aims").path(2).has("measured")).isFalse();
        assertThat(report.path("aims").path(2).path("met").asBoolean()).isFalse();
    }
}
