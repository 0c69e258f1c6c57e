package io.tributary.ingestion.plan.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class SchemaBoundsTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"$ref":"http://evil.example/schema.json"}                       | /$ref reference
            {"$ref":"file:///etc/passwd"}                                    | /$ref reference
            {"$ref":"other.json#/a"}                                         | /$ref reference
            {"$ref":"#"}                                                     | /$ref reference
            {"$ref":"#/$defs/none"}                                          | /$ref reference
            {"$defs":{"x":{"$ref":"http://evil.example/"}}}                  | /$defs/x/$ref reference
            {"$defs":{"a":{"$ref":"#/$defs/a"}}}                             | /$defs/a/$ref/$ref reference
            {"properties":{"a":{"$ref":"#/properties/a"}}}                   | /properties/a/$ref/$ref reference
            {"$id":"http://evil.example/"}                                   | /$id keyword
            {"properties":{"a":{"$dynamicRef":"#x"}}}                        | /properties/a/$dynamicRef keyword
            {"$schema":"http://json-schema.org/draft-04/schema#"}            | /$schema draft
            {"$schema":"http://evil.example/schema"}                         | /$schema draft
            {"items":{"$schema":"http://json-schema.org/draft-07/schema#"}}  | /items/$schema draft
            {"requried":["a"]}                                               | /requried keyword
            {"format":"regex"}                                               | /format format
            {"format":"color"}                                               | /format format
            {"multipleOf":1e-400}                                            | /multipleOf number
            {"maximum":1e999999999}                                          | /maximum number
            []                                                               | type
            true                                                             | type
            """)
    void refusesWhatWouldFetchOrHideOrNeverEnd(String schema, String problem) {
        assertThat(problems(schema))
                .extracting(it -> (it.pointer() + " " + it.rule()).strip())
                .contains(problem);
    }

    @Test
    void refusesReferencesThatGrowWithoutMeasureWhenTheyAreWrittenOut() {
        var laughs = new StringBuilder("{\"$defs\":{\"d0\":{\"type\":\"string\"}");
        for (int level = 1; level < 20; level++) {
            var below = "{\"$ref\":\"#/$defs/d" + (level - 1) + "\"}";
            laughs.append(",\"d" + level + "\":{\"allOf\":[" + below + "," + below + "]}");
        }

        assertThat(problems(laughs + "},\"$ref\":\"#/$defs/d19\"}"))
                .extracting(PlanProblem::rule)
                .contains("size");
    }

    @Test
    void refusesWhatIsTooLongTooDeepOrTooMuch() {
        assertThat(problems("{\"description\":\"" + "x".repeat(33_000) + "\"}"))
                .extracting(PlanProblem::rule)
                .containsExactly("size");
        assertThat(problems("{\"items\":".repeat(30) + "{}" + "}".repeat(30)))
                .extracting(PlanProblem::rule)
                .contains("depth");
        assertThat(problems("{\"enum\":[" + "1,".repeat(500) + "1]}"))
                .extracting(PlanProblem::rule)
                .contains("count");
        assertThat(problems("{\"pattern\":\"" + "a".repeat(501) + "\"}"))
                .extracting(PlanProblem::rule)
                .contains("pattern");
        var patterns = new StringBuilder("{\"allOf\":[{\"pattern\":\"a\"}");
        for (int index = 0; index < 50; index++) {
            patterns.append(",{\"pattern\":\"b\"}");
        }
        assertThat(problems(patterns + "]}")).extracting(PlanProblem::rule).containsExactly("pattern");
    }

    @Test
    void measuresWhatASchemaHolds() {
        var problems = new ArrayList<PlanProblem>();

        var measured = Objects.requireNonNull(SchemaBounds.measure(JSON.readTree("""
                {"$schema":"http://json-schema.org/draft-07/schema#","title":"t",
                 "definitions":{"money":{"type":"number","multipleOf":0.01}},
                 "properties":{"price":{"$ref":"#/definitions/money"},"sku":{"pattern":"^[A-Z]+$"}},
                 "patternProperties":{"^x_":{"type":"string"}},
                 "items":[{"type":"string"}],"dependencies":{"a":["b"],"c":{"properties":{"d":{}}}}}"""), problems));

        assertThat(problems).isEmpty();
        assertThat(measured.draft()).isEqualTo(SchemaDraft.DRAFT_07);
        assertThat(measured.names()).containsExactlyInAnyOrder("price", "sku", "d");
        assertThat(measured.namePatterns()).containsExactly("^x_");
        assertThat(measured.patterns().values()).containsExactlyInAnyOrder("^[A-Z]+$", "^x_");
        // The schema, the definition twice, the other property and its own, the pattern's, the item's, two of
        // dependencies.
        assertThat(measured.parts()).isEqualTo(9);
    }

    private static List<PlanProblem> problems(String schema) {
        var problems = new ArrayList<PlanProblem>();
        SchemaBounds.measure(JSON.readTree(schema), problems);
        return problems;
    }
}
