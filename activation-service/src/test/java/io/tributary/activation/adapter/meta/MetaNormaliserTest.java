package io.tributary.activation.adapter.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class MetaNormaliserTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<CSVRecord> vectors() throws IOException {
        var file = Objects.requireNonNull(MetaNormaliserTest.class.getResourceAsStream("/meta-hash-vectors.csv"));
        var format = CSVFormat.RFC4180
                .builder()
                .setCommentMarker('#')
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        return format.parse(new InputStreamReader(file, StandardCharsets.UTF_8)).getRecords().stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agreesWithEveryPublishedVector(CSVRecord vector) {
        var raw = JSON.readValue(vector.get("raw_json"), String.class);
        var region = raw.endsWith("[US]") ? "US" : "";

        var normal = MetaNormaliser.normalise(field(vector.get("field")), raw.replace(" [US]", ""), region);

        switch (vector.get("kind")) {
            case "reject" -> assertThat(normal).as(vector.get("id")).isEmpty();
            case "hash" -> {
                assertThat(normal).as(vector.get("id")).contains(expected(vector));
                assertThat(MetaNormaliser.hash(normal.orElseThrow())).isEqualTo(vector.get("digest"));
            }
            case "passthrough" ->
                assertThat(MetaNormaliser.hash(normal.orElseThrow())).isEqualTo(expected(vector));
            default -> assertThat(normal).as(vector.get("id")).contains(expected(vector));
        }
    }

    @Test
    void neverHashesNothing() {
        assertThat(MetaNormaliser.normalise(MetaNormaliser.Field.EMAIL, " \t", ""))
                .isEmpty();
        assertThat(MetaNormaliser.normalise(MetaNormaliser.Field.PHONE, "+", ""))
                .isEmpty();
    }

    @Test
    void doesNotGuessTheCountryOfAPhoneNumber() {
        assertThat(MetaNormaliser.normalise(MetaNormaliser.Field.PHONE, "12345", ""))
                .isEmpty();
    }

    private static String expected(CSVRecord vector) {
        return JSON.readValue(vector.get("normalised_json"), String.class);
    }

    private static MetaNormaliser.Field field(String name) {
        return switch (name) {
            case "DOB (capi db)" -> MetaNormaliser.Field.DOB;
            case "any" -> MetaNormaliser.Field.EMAIL;
            default -> MetaNormaliser.Field.valueOf(name);
        };
    }
}
