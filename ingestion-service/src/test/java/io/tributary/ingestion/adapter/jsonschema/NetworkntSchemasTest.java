package io.tributary.ingestion.adapter.jsonschema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.plan.schema.Checked;
import io.tributary.ingestion.plan.schema.Compilation;
import io.tributary.ingestion.plan.schema.CompiledSchema;
import io.tributary.ingestion.plan.schema.SchemaFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class NetworkntSchemasTest {

    private static final NetworkntSchemas SCHEMAS = new NetworkntSchemas();
    private static final Duration BOUND = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"items":[{"type":"string"}],"additionalItems":false}}} | {"a":["x"]} | {"a":["x",1]}
            {"$schema":"https://json-schema.org/draft/2020-12/schema","properties":{"a":{"prefixItems":[{"type":"string"}],"items":false}}} | {"a":["x"]} | {"a":["x",1]}
            {"$schema":"http://json-schema.org/draft-07/schema","dependencies":{"a":["b"]}}  | {"a":1,"b":2} | {"a":1}
            {"dependentRequired":{"a":["b"]}}                                                 | {"a":1,"b":2} | {"a":1}
            {"properties":{"a":{"type":"integer"}}}                                           | {"a":1.0}     | {"a":1.5}
            {"properties":{"a":{"multipleOf":0.01}}}                                          | {"a":19.99}   | {"a":19.999}
            {"properties":{"a":{"format":"date-time"}}}                                       | {"a":"2026-01-02T03:04:05Z"} | {"a":"yesterday"}
            {"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"format":"email"}}} | {"a":"a@b.org"} | {"a":"b"}
            {"properties":{"a":{"format":"uuid"}}}                                            | {"a":"6fa459ea-ee8a-3ca4-894e-db77e160355e"} | {"a":"6"}
            {"properties":{"a":{"pattern":"^[a-z]+$"}}}                                       | {"a":"abc"}   | {"a":"aBc"}
            {"properties":{"a":{"pattern":"\\\\u00e9\\\\d"}}}                                 | {"a":"xé1"}   | {"a":"e1"}
            {"properties":{"a":{}},"additionalProperties":false}                              | {"a":1}       | {"b":1}
            {"allOf":[{"properties":{"a":{}}}],"unevaluatedProperties":false}                 | {"a":1}       | {"a":1,"b":1}
            {"if":{"required":["a"]},"then":{"required":["b"]}}                               | {"c":1}       | {"a":1}
            {"propertyNames":{"maxLength":2}}                                                 | {"ab":1}      | {"abc":1}
            {"properties":{"a":{"uniqueItems":true}}}                                         | {"a":[1,2]}   | {"a":[1,1]}
            {"properties":{"a":{"type":["string","null"]}}}                                   | {"a":null}    | {"a":1}
            """)
    void judgesByTheDraftThatTheSchemaNames(String schema, String good, String bad) {
        var compiled = compiled(schema);

        assertThat(check(compiled, good).faults()).isEmpty();
        assertThat(check(compiled, bad).faults()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"type":"strin"}            | /type
            {"minLength":-1}            | /minLength
            {"required":"a"}            | /required
            {"properties":[]}           | /properties
            {"pattern":"("}             | /pattern
            {"pattern":"(?<!x)y"}       | /pattern
            {"pattern":"(a)\\\\1"}      | /pattern
            {"pattern":"(((a{9}){9}){9}){9}"} | /pattern
            """)
    void refusesASchemaThatItsDraftRefusesAndPatternsThatDoNotEnd(String schema, String pointer) {
        var refused = (Compilation.Refused) SCHEMAS.compile(JsonMapper.shared().readTree(schema));

        assertThat(refused.problems())
                .extracting(it -> it.pointer())
                .allMatch(it -> it.startsWith(pointer))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*a){20}"})
    void judgesAPatternThatWouldRunForEverElsewhereWithinTime(String pattern) {
        var compiled = compiled("{\"properties\":{\"t\":{\"pattern\":\"" + pattern + "\"}}}");
        var text = "{\"t\":\"" + "a".repeat(30_000) + "!\"}";

        within(() -> check(compiled, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date-time",
                "date",
                "time",
                "duration",
                "email",
                "hostname",
                "ipv4",
                "ipv6",
                "uri",
                "uri-reference",
                "uuid"
            })
    void judgesEveryFormatOfALongTextWithinTime(String format) {
        var compiled = compiled("{\"properties\":{\"t\":{\"format\":\"" + format + "\"}}}");
        for (var piece : List.of("a", "1", "a.", "-", "/~", ":", "%41", "P1D", "@", "\\\\\\\"", " ", "2026-01-01T")) {
            var text = "{\"t\":\"" + piece.repeat(30_000 / piece.length()) + "!\"}";

            within(() -> check(compiled, text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "1e-1000000000", "-1.5e999999"})
    void doesNotReckonWithNumbersBeyondAllMeasure(String number) {
        var compiled = compiled("{\"properties\":{\"n\":{\"type\":\"integer\",\"multipleOf\":0.01,\"maximum\":7}}}");

        var checked = within(() -> check(compiled, "{\"n\":" + number + "}"));

        assertThat(checked.faults()).extracting(SchemaFault::keyword).containsExactly(SchemaFault.TOO_COSTLY);
    }

    @Test
    void doesNotJudgeWhatWouldCostTooMuch() {
        var parts = new StringBuilder("{\"properties\":{\"a\":{\"items\":{\"allOf\":[{}");
        for (int index = 0; index < 400; index++) {
            parts.append(",{\"type\":\"number\"}");
        }
        var compiled = compiled(parts + "]}}}}");
        var large = "{\"a\":[" + "1,".repeat(15_000) + "1]}";

        var checked = within(() -> check(compiled, large));

        assertThat(checked.faults()).extracting(SchemaFault::keyword).containsExactly(SchemaFault.TOO_COSTLY);
    }

    @Test
    void judgesTheMostThatItJudgesAtAllWithinTime() {
        var parts = new StringBuilder("{\"properties\":{\"a\":{\"items\":{\"allOf\":[{}");
        for (int index = 0; index < 120; index++) {
            parts.append(",{\"not\":{\"type\":\"string\"}}");
        }
        var compiled = compiled(parts + "]}}}}");
        var large = "{\"a\":[" + "1,".repeat(8_000) + "1]}";

        assertThat(within(() -> check(compiled, large)).faults()).isEmpty();
    }

    @Test
    void judgesFromManyThreadsAtOnce() throws InterruptedException {
        var compiled = compiled(
                "{\"required\":[\"a\"],\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}},\"$defs\":{\"x\":{\"type\":\"string\"}}}");
        var wrong = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int index = 0; index < 2_000; index++) {
                int number = index;
                threads.execute(() -> {
                    int faults = check(compiled, number % 2 == 0 ? "{\"a\":\"x\"}" : "{\"a\":1}")
                            .faults()
                            .size();
                    if (faults != number % 2) {
                        synchronized (wrong) {
                            wrong.add(number);
                        }
                    }
                });
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void tellsTheTypeOfWhatItFoundAndNeverTheValue() {
        var checked = check(
                compiled("{\"properties\":{\"a\":{\"type\":\"string\"}}}"),
                "{\"a\":[1],\"secret\":\"4111111111111111\"}");

        assertThat(checked.faults()).hasSize(1);
        assertThat(checked.toString()).contains("array").contains("secret").doesNotContain("4111111111111111");
    }

    private static CompiledSchema compiled(String schema) {
        return switch (SCHEMAS.compile(JsonMapper.shared().readTree(schema))) {
            case Compilation.Compiled(var compiled) -> compiled;
            case Compilation.Refused(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    private static Checked check(CompiledSchema schema, String object) {
        return schema.check(JsonBytes.of(object.getBytes(StandardCharsets.UTF_8)));
    }

    private static Checked within(java.util.function.Supplier<Checked> work) {
        var result = new ArrayList<Checked>();
        assertThatNoException()
                .isThrownBy(() -> org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                        BOUND, () -> result.add(work.get())));
        return result.getFirst();
    }
}
