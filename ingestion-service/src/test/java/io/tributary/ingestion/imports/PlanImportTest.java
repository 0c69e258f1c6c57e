package io.tributary.ingestion.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.mapping.MappingProblem;
import io.tributary.ingestion.rows.FileFormat;
import io.tributary.ingestion.rows.FileSample;
import io.tributary.ingestion.rows.RowFormat;
import io.tributary.ingestion.rows.TextEncoding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PlanImportTest {

    private static final String ORDERS = "userId;event;price\nu;Order Completed;1\n";

    @Test
    void findsOutHowAFileIsRead() {
        var reading = planned(ORDERS, ImportOptions.NONE);

        assertThat(reading.format()).isEqualTo(new RowFormat(FileFormat.CSV, "UTF-8", ';'));
        assertThat(reading.columns()).containsExactly("userId", "event", "price");
        assertThat(reading.guessed()).isTrue();
        assertThat(planned(" \n{\"type\":\"track\"}\n", ImportOptions.NONE)
                        .format()
                        .format())
                .isEqualTo(FileFormat.NDJSON);
    }

    @Test
    void believesTheCaller() {
        var mapping = JsonMapper.shared().readTree("{\"columns\":[{\"column\":\"a\",\"field\":\"userId\"}]}");
        var options = ImportOptions.NONE
                .withDelimiter('|')
                .withHeader(false)
                .withNames(List.of("a", "b"))
                .withMapping(mapping);

        var reading = planned("1|2,3,4\n", options);

        assertThat(reading.format().delimiter()).isEqualTo('|');
        assertThat(reading.header()).isFalse();
        assertThat(reading.columns()).containsExactly("a", "b");
        assertThat(reading.guessed()).isFalse();
    }

    @Test
    void saysWhatHasToBeChanged() {
        assertThat(refused("", ImportOptions.NONE)).containsExactly("/file empty");
        assertThat(refused("PK\u0003\u0004abc", ImportOptions.NONE)).containsExactly("/file text");
        assertThat(refused("name,city\nAnn,Rome\n", ImportOptions.NONE)).containsExactly("/mapping needed");
        assertThat(refused("userId,a,a\n", ImportOptions.NONE)).containsExactly("/file unique");
        assertThat(refused("u,1\n", ImportOptions.NONE.withHeader(false))).contains("/names needed");
        assertThat(refused("u,1\n", ImportOptions.NONE.withNames(List.of("userId"))))
                .containsExactly("/names size");
        assertThat(refused("{}", ImportOptions.NONE.withDelimiter(','))).containsExactly("/format fit");
        assertThat(refused("\"a,b\n", ImportOptions.NONE)).containsExactly("/file header");
        var mapping = JsonMapper.shared().readTree("{\"columns\":[{\"column\":\"x\",\"field\":\"userId\"}]}");
        assertThat(refused(ORDERS, ImportOptions.NONE.withMapping(mapping)))
                .containsExactly("/mapping/columns/0/column column");
    }

    @Test
    void keepsAPlanAsText() {
        var plan = new ImportPlan(
                "s-1", true, Instant.parse("2026-01-02T12:00:00Z"), "imp-x", planned(ORDERS, ImportOptions.NONE));

        assertThat(PlanJson.parse(PlanJson.print(plan))).isEqualTo(plan);
    }

    @Test
    void refusesColumnsWithControlCharacters() {
        assertThat(refused("userId,a\0b\nu,1\n", ImportOptions.NONE)).containsExactly("/file control");
        assertThat(refused("u,1\n", ImportOptions.NONE.withHeader(false).withNames(List.of("userId", "a\u0007"))))
                .containsExactly("/names control");
        assertThat(planned("userId,\"Unit\nprice\"\nu,1\n", ImportOptions.NONE).columns())
                .containsExactly("userId", "Unit\nprice");
    }

    @Test
    void givesRowsIdsThatComeOutTheSame() {
        var job = "ing_019b1a2c-3d4e-7abc-8def-0123456789ab";

        assertThat(RowIds.key("s", "f", "r"))
                .isEqualTo(RowIds.key("s", "f", "r"))
                .hasSize(24);
        assertThat(List.of(RowIds.key("s2", "f", "r"), RowIds.key("s", "f2", "r"), RowIds.key("s", "f", "r2")))
                .doesNotContain(RowIds.key("s", "f", "r"));
        assertThat(RowIds.badRow(job, 1)).isEqualTo(RowIds.badRow(job, 1)).startsWith("019b1a2c-3d4e-7");
        assertThat(RowIds.badRow(job, 2)).isNotEqualTo(RowIds.badRow(job, 1));
    }

    private static FileReading planned(String file, ImportOptions options) {
        var verdict = PlanImport.judge(sample(file), options);
        assertThat(verdict).isInstanceOf(PlanVerdict.Planned.class);
        return ((PlanVerdict.Planned) verdict).reading();
    }

    private static List<String> refused(String file, ImportOptions options) {
        var verdict = PlanImport.judge(sample(file), options);
        assertThat(verdict).isInstanceOf(PlanVerdict.Refused.class);
        return ((PlanVerdict.Refused) verdict)
                .problems().stream().map(PlanImportTest::named).toList();
    }

    private static String named(MappingProblem problem) {
        return problem.pointer() + " " + problem.rule();
    }

    private static FileSample sample(String file) {
        return new FileSample(false, new TextEncoding("UTF-8", 0), file.getBytes(StandardCharsets.UTF_8));
    }
}
