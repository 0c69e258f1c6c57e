package io.tributary.ingestion.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.event.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class PrivateFieldsTest {

    private static final List<String> NAMES = List.of("a", "b", "c.d", "*", "é");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            context.ip                | {"context":{"ip":"1","locale":"de"}}                  | {"context":{"locale":"de"}}
            context.ip                | {"context":{"ip":"1"}}                                | {"context":{}}
            context.ip                | {"properties":{"ip":"1"}}                             | {"properties":{"ip":"1"}}
            traits.email              | {"traits":{"email":"a@b"},"context":{"traits":{"email":"a@b","x":1}}} | {"traits":{},"context":{"traits":{"x":1}}}
            properties.items.name     | {"properties":{"items":[{"name":"n","sku":1},{"sku":2},3]}} | {"properties":{"items":[{"sku":1},{"sku":2},3]}}
            properties.items.name     | {"properties":{"items":[[{"name":"n"}]]}}             | {"properties":{"items":[[{}]]}}
            properties.*.name         | {"properties":{"a":{"name":1,"k":2},"b":{"name":3}}}  | {"properties":{"a":{"k":2},"b":{}}}
            properties.tags.*         | {"properties":{"tags":["x","y"],"k":1}}               | {"properties":{"tags":[],"k":1}}
            context.externalIds.*.id  | {"context":{"externalIds":[{"id":"7","type":"t"}]}}   | {"context":{"externalIds":[{"type":"t"}]}}
            context.externalIds.id    | {"mergeProperties":[{"value":"7","type":"t"}],"userId":"u"} | {"mergeProperties":[{"type":"t"}],"userId":"u"}
            context.externalIds       | {"mergeProperties":[{"value":"7","type":"t"}],"userId":"u"} | {"userId":"u"}
            context.*.*.id            | {"mergeProperties":[{"value":"7","type":"t"}]}        | {"mergeProperties":[{"type":"t"}]}
            context.traits.id         | {"mergeProperties":[{"value":"7"}]}                   | {"mergeProperties":[{"value":"7"}]}
            properties.a\\.b           | {"properties":{"a.b":1,"a":{"b":2}}}                  | {"properties":{"a":{"b":2}}}
            properties.\\*             | {"properties":{"*":1,"x":2}}                          | {"properties":{"x":2}}
            properties.category       | {"category":"c","properties":{"category":"c","k":1}}  | {"properties":{"k":1}}
            _metadata                 | {"_metadata":{"x":1},"userId":"u"}                    | {"userId":"u"}
            _metadata.x               | {"_metadata":{"x":1,"y":2}}                           | {"_metadata":{"y":2}}
            context.ip                | {"context":{"\\u0069p":"1"}}                           | {"context":{}}
            """)
    void dropsWhatThePathNames(String path, String call, String clean) {
        var fields = PrivateFields.of(List.of(new PrivateField(path, PrivateAction.DROP)));

        assertThat(fields.clean(json(call), PrivateFieldsTest::digest)).hasToString(clean);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            traits.email   | {"traits":{"email":"a@b"}}                    | {"traits":{"email":"d-a@b"}}
            traits.age     | {"traits":{"age":1.50}}                       | {"traits":{"age":"d-1.50"}}
            traits.vip     | {"traits":{"vip":true,"x":true}}              | {"traits":{"vip":"d-true","x":true}}
            traits.email   | {"traits":{"email":null}}                     | {"traits":{"email":null}}
            traits.address | {"traits":{"address":{"city":"B","z":[1]}}}   | {"traits":{"address":{"city":"d-B","z":["d-1"]}}}
            """)
    void replacesWhatThePathNames(String path, String call, String clean) {
        var fields = PrivateFields.of(List.of(new PrivateField(path, PrivateAction.HASH)));

        assertThat(fields.clean(json(call), PrivateFieldsTest::digest)).hasToString(clean);
    }

    @Test
    void dropsWhereBothActionsMeetAndWithinWhatIsReplaced() {
        var fields = PrivateFields.of(List.of(
                new PrivateField("traits.a", PrivateAction.HASH),
                new PrivateField("traits.*", PrivateAction.HASH),
                new PrivateField("traits.a.b", PrivateAction.DROP),
                new PrivateField("traits.c", PrivateAction.DROP)));

        assertThat(fields.clean(
                        json("{\"traits\":{\"a\":{\"b\":1,\"k\":2},\"c\":3,\"d\":4}}"), PrivateFieldsTest::digest))
                .hasToString("{\"traits\":{\"a\":{\"k\":\"d-2\"},\"d\":\"d-4\"}}");
    }

    @Test
    void leavesACallWithoutAnythingPrivateAsItIsByteForByte() {
        var fields = PrivateFields.of(List.of(new PrivateField("context.ip", PrivateAction.DROP)));
        var call = json("{ \"userId\" : \"u\",\t\"context\":{ \"locale\" : \"de\" } }");

        assertThat(fields.clean(call, PrivateFieldsTest::digest)).isSameAs(call);
    }

    @Test
    void keepsTheBytesOfWhatIsNotPrivate() {
        var fields = PrivateFields.of(List.of(new PrivateField("context.ip", PrivateAction.DROP)));

        var clean = fields.clean(
                json("{\"properties\": { \"price\" : 12.50, \"ü\":\"\\u20ac\" },\"context\":{\"ip\":1}}"),
                PrivateFieldsTest::digest);

        assertThat(clean).hasToString("{\"properties\": { \"price\" : 12.50, \"ü\":\"\\u20ac\" },\"context\":{}}");
    }

    @Test
    void takesTheWriteKeyOfTheCallAwayAndNoOther() {
        assertThat(PrivateFields.withoutWriteKey(
                        json("{\"writeKey\":\"k\",\"userId\":\"u\",\"properties\":{\"writeKey\":\"x\"}}")))
                .hasToString("{\"userId\":\"u\",\"properties\":{\"writeKey\":\"x\"}}");
    }

    @Test
    void leavesOutTheSameAsAWalkOverATreeWould() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            var call = JsonMapper.shared().createObjectNode();
            call.set("properties", randomValue(random, 4));
            var path = randomPath(random);
            var action = random.nextBoolean() ? PrivateAction.DROP : PrivateAction.HASH;

            var clean = PrivateFields.of(List.of(new PrivateField(path, action)))
                    .clean(json(call.toString()), PrivateFieldsTest::digest);

            var wanted = call.deepCopy();
            walk(wanted, steps(path), action);
            assertThat(JsonMapper.shared().readTree(clean.copy()))
                    .as("seed %s, round %s, path %s of %s", seed, round, path, call)
                    .isEqualTo(wanted);
        }
    }

    /** The oracle: the same words, on a tree, without any bytes. */
    private static void walk(JsonNode at, List<String> path, PrivateAction action) {
        if (at instanceof ArrayNode array) {
            for (int index = array.size() - 1; index >= 0; index--) {
                if (path.getFirst().equals("*") && path.size() == 1) {
                    if (action == PrivateAction.DROP) {
                        array.remove(index);
                    } else {
                        array.set(index, hashed(array.get(index)));
                    }
                    continue;
                }
                walk(array.get(index), path, action);
                if (path.getFirst().equals("*")) {
                    walk(array.get(index), path.subList(1, path.size()), action);
                }
            }
        } else if (at instanceof ObjectNode object) {
            for (var name : List.copyOf(object.propertyNames())) {
                if (!path.getFirst().equals("*") && !unescaped(path.getFirst()).equals(name)) {
                    continue;
                }
                if (path.size() > 1) {
                    walk(object.get(name), path.subList(1, path.size()), action);
                } else if (action == PrivateAction.DROP) {
                    object.remove(name);
                } else {
                    object.set(name, hashed(object.get(name)));
                }
            }
        }
    }

    private static JsonNode hashed(JsonNode value) {
        var nodes = JsonMapper.shared();
        if (value instanceof ObjectNode object) {
            var copy = nodes.createObjectNode();
            object.properties().forEach(it -> copy.set(it.getKey(), hashed(it.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            var copy = nodes.createArrayNode();
            array.forEach(it -> copy.add(hashed(it)));
            return copy;
        }
        // Two ways can lead to one place, which is replaced once.
        return value.isNull() || value.asString().startsWith("d-")
                ? value
                : nodes.getNodeFactory().stringNode("d-" + value.asString());
    }

    private static List<String> steps(String path) {
        return List.of(path.split("(?<!\\\\)\\."));
    }

    private static String unescaped(String step) {
        return step.replaceAll("\\\\(.)", "$1");
    }

    private static String randomPath(Random random) {
        var path = new StringBuilder("properties");
        int length = 1 + random.nextInt(3);
        for (int step = 0; step < length; step++) {
            path.append('.');
            path.append(List.of("a", "b", "c\\.d", "\\*", "*", "é").get(random.nextInt(6)));
        }
        return path.toString();
    }

    private static JsonNode randomValue(Random random, int depth) {
        var nodes = JsonMapper.shared();
        var values = nodes.getNodeFactory();
        return switch (random.nextInt(depth == 0 ? 4 : 8)) {
            case 0 -> values.stringNode("t" + random.nextInt(9));
            case 1 -> values.numberNode(random.nextInt(100));
            case 2 -> values.booleanNode(random.nextBoolean());
            case 3 -> values.nullNode();
            case 4, 5 -> {
                var array = nodes.createArrayNode();
                for (int index = random.nextInt(4); index > 0; index--) {
                    array.add(randomValue(random, depth - 1));
                }
                yield array;
            }
            default -> {
                var object = nodes.createObjectNode();
                var names = new ArrayList<>(NAMES);
                for (int index = random.nextInt(NAMES.size()); index > 0; index--) {
                    object.set(names.remove(random.nextInt(names.size())), randomValue(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String digest(String value) {
        return "d-" + value;
    }

    private static JsonBytes json(String text) {
        return JsonBytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
