package io.tributary.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CallReaderTest {

    private static final List<String> KEY_ENDS = List.of("", "é", "€", "😀", "\"", "\\", "\n");

    private final CallReader reader = new CallReader();

    @Test
    void keepsThePartsOfACallByteForByte() {
        var body = """
                {"properties" : { "price":12.50, "ü":"€ \\u20ac", "list":[1, 2 ,{"a":null}] } ,"context":{}, "userId":7}""";

        var call = one(body);

        assertThat(part(call, Part.PROPERTIES))
                .isEqualTo("{ \"price\":12.50, \"ü\":\"€ \\u20ac\", \"list\":[1, 2 ,{\"a\":null}] }");
        assertThat(part(call, Part.CONTEXT)).isEqualTo("{}");
        assertThat(call.text(Field.USER_ID)).isEqualTo("7");
        assertThat(call.source()).hasToString(body);
    }

    @Test
    void findsTheSamePartsAsATreeWouldWhateverTheSpacing() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var tree = JsonMapper.shared();
        for (int round = 0; round < 300; round++) {
            var properties = randomObject(random, tree, 3);
            var traits = randomObject(random, tree, 3);
            var call = tree.createObjectNode().put("event", "E");
            call.set("properties", properties);
            call.set("traits", traits);
            var writer = random.nextBoolean() ? tree.writerWithDefaultPrettyPrinter() : tree.writer();
            var batch = tree.createObjectNode();
            batch.putArray("batch").add(call).add(call);
            batch.put("sentAt", "2026-01-01T00:00:00Z");

            var reading = reader.readBatch(writer.writeValueAsBytes(batch));

            var read = ((Reading.Envelope) reading).calls().get(random.nextInt(2));
            assertThat(tree.readTree(part(read, Part.PROPERTIES)))
                    .as("seed %s", seed)
                    .isEqualTo(properties);
            assertThat(tree.readTree(part(read, Part.TRAITS)))
                    .as("seed %s", seed)
                    .isEqualTo(traits);
            var object = Objects.requireNonNull(read.part(Part.PROPERTIES));
            for (var member : object.members()) {
                assertThat(tree.readTree("{" + member.json() + "}").get(member.key()))
                        .as("seed %s", seed)
                        .isEqualTo(properties.get(member.key()));
            }
        }
    }

    @Test
    void mergesTheEnvelopesMembersUnderTheCallsOwn() {
        var body = """
                {"batch":[{"context":{"ip":"1","library":{"name":"own"}}}],
                 "context":{"library":{"name":"shared"},"locale" : "de"},"writeKey":"k"}""";

        var envelope = (Reading.Envelope) reader.readBatch(bytes(body));
        var merged = SentObject.merge(
                envelope.calls().getFirst().part(Part.CONTEXT),
                envelope.shared().context());

        assertThat(merged).hasToString("{\"ip\":\"1\",\"library\":{\"name\":\"own\"},\"locale\" : \"de\"}");
        assertThat(envelope.writeKey()).isEqualTo("k");
    }

    @Test
    void takesAnEmptyObjectAsWellAsAFullOneFromTheEnvelope() {
        var body = "{\"batch\":[{\"context\":{}}],\"context\":{\"locale\":\"de\"}}";

        var envelope = (Reading.Envelope) reader.readBatch(bytes(body));
        var merged = SentObject.merge(
                envelope.calls().getFirst().part(Part.CONTEXT),
                envelope.shared().context());

        assertThat(merged).hasToString("{\"locale\":\"de\"}");
    }

    @Test
    void countsNullAsAbsentAndAnEmptyArrayAsAnEmptyObject() {
        var call = one("{\"userId\":null,\"properties\":null,\"traits\":[ ],\"context\":null}");

        assertThat(call.text(Field.USER_ID)).isEmpty();
        assertThat(call.mistyped()).isNull();
    }

    @Test
    void tellsAByteOrderMarkFromTheBody() {
        var call = one("\uFEFF{\"userId\":\"u\",\"traits\":{\"a\":1}}");

        assertThat(part(call, Part.TRAITS)).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":NaN}",
                "{\"a\":1,\"a\":2}",
                "{\"properties\":{\"a\":1,\"a\":2}}",
                "{} {}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":\"\t\"}",
                "{\"a\":1,}",
                "// x\n{}"
            })
    void refusesWhatTwoReadersCouldUnderstandDifferently(String body) {
        assertThat(reader.readOne(bytes(body))).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void refusesInvalidUtf8AndOtherEncodings() {
        assertThat(reader.readOne(new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'}))
                .isInstanceOf(Reading.Malformed.class);
        assertThat(reader.readOne("{}".getBytes(StandardCharsets.UTF_16LE))).isInstanceOf(Reading.Malformed.class);
        assertThat(reader.readOne("{}".getBytes(StandardCharsets.UTF_16))).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void refusesTenThousandLevelsWithoutFallingOver() {
        assertThat(reader.readOne(bytes("{\"a\":".repeat(10_000)))).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void countsTheLevelsOfACall() {
        assertThat(one("{\"userId\":\"u\"}").depth()).isEqualTo(1);
        assertThat(one("{\"properties\":{\"a\":[{}]}}").depth()).isEqualTo(4);
        assertThat(one("{\"unknown\":[[]]}").depth()).isEqualTo(3);
        assertThat(one("{\"context\":{\"traits\":{\"a\":{}}}}").depth()).isEqualTo(4);
    }

    private SentCall one(String body) {
        return ((Reading.Envelope) reader.readOne(bytes(body))).calls().getFirst();
    }

    private static String part(SentCall call, Part part) {
        return Objects.requireNonNull(call.part(part)).json().toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode randomObject(Random random, JsonMapper tree, int depth) {
        var object = tree.createObjectNode();
        int members = random.nextInt(5);
        for (int index = 0; index < members; index++) {
            var key = "k" + index + KEY_ENDS.get(random.nextInt(KEY_ENDS.size()));
            switch (random.nextInt(depth > 0 ? 7 : 5)) {
                case 0 -> object.put(key, random.nextInt());
                case 1 -> object.put(key, "text € \"quoted\" \\ " + random.nextInt());
                case 2 -> object.putNull(key);
                case 3 -> object.put(key, random.nextBoolean());
                case 4 -> object.put(key, random.nextInt(1000) / 4.0);
                case 5 ->
                    object.putArray(key)
                            .add(random.nextInt())
                            .add("x")
                            .addObject()
                            .put("y", 1);
                default -> object.set(key, randomObject(random, tree, depth - 1));
            }
        }
        return object;
    }
}
