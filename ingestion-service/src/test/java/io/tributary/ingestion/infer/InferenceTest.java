package io.tributary.ingestion.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.adapter.jsonschema.NetworkntSchemas;
import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.infer.Traffic.SeenCall;
import io.tributary.ingestion.infer.Traffic.Slice;
import io.tributary.ingestion.plan.PlanCompiler;
import io.tributary.ingestion.plan.PlanSettings;
import io.tributary.ingestion.plan.TrackingPlan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class InferenceTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<SeenCall> traffic = new ArrayList<>();

    @Test
    void proposesTypesFormatsChoicesAndWhatIsAlwaysThere() {
        for (int number = 0; number < 60; number++) {
            track(
                    "Order",
                    "{\"id\":" + number + ",\"revenue\":" + (number % 2 == 0 ? "1.5" : "2") + ",\"plan\":\""
                            + (number % 3 == 0 ? "pro" : "free") + "\",\"at\":\"2026-01-02T03:04:05Z\",\"mail\":\"a"
                            + number
                            + "@shop.org\",\"city\":\"" + (number % 2 == 0 ? "Bonn" : "Kiel") + "\""
                            + (number < 30 ? ",\"coupon\":null" : ",\"coupon\":\"C" + number + "\"")
                            + (number == 7 ? "" : ",\"gift\":true") + "}");
        }

        var schema = plan().at("/events/Order/schema");

        assertThat(schema.at("/properties/id")).isEqualTo(JSON.readTree("{\"type\":\"integer\"}"));
        assertThat(schema.at("/properties/revenue")).isEqualTo(JSON.readTree("{\"type\":\"number\"}"));
        assertThat(schema.at("/properties/plan"))
                .isEqualTo(JSON.readTree("{\"type\":\"string\",\"enum\":[\"free\",\"pro\"]}"));
        assertThat(schema.at("/properties/at"))
                .isEqualTo(JSON.readTree("{\"type\":\"string\",\"format\":\"date-time\"}"));
        assertThat(schema.at("/properties/mail"))
                .isEqualTo(JSON.readTree("{\"type\":\"string\",\"format\":\"email\"}"));
        assertThat(schema.at("/properties/coupon")).isEqualTo(JSON.readTree("{\"type\":[\"string\",\"null\"]}"));
        assertThat(schema.at("/properties/gift")).isEqualTo(JSON.readTree("{\"type\":\"boolean\"}"));
        assertThat(names(schema.get("required")))
                .containsExactlyInAnyOrder("id", "revenue", "plan", "at", "mail", "city", "coupon");
    }

    @Test
    void neverWritesDownWhatSaysWhoSomebodyIs() {
        for (int number = 0; number < 60; number++) {
            call(
                    CallType.IDENTIFY,
                    "{\"firstName\":\"" + (number % 2 == 0 ? "Anna" : "Ben")
                            + "\",\"address\":{\"city\":\"Bonn\"},\"tier\":\"gold\"}");
        }
        track("Rare", "{\"kind\":\"only once\"}");

        var plan = plan();

        assertThat(plan.toString())
                .doesNotContain("Anna")
                .doesNotContain("Bonn")
                .doesNotContain("only once");
        assertThat(plan.at("/identify/schema/properties/tier/enum/0").asString())
                .isEqualTo("gold");
    }

    @Test
    void looksIntoObjectsAndArrays() {
        track("E", "{\"products\":[{\"sku\":\"1\",\"price\":1},{\"sku\":\"2\"}],\"tags\":[\"a\"],\"none\":[]}");

        var schema = plan().at("/events/E/schema/properties");

        assertThat(schema.at("/products/items/properties/sku/type").asString()).isEqualTo("string");
        assertThat(names(schema.at("/products/items/required"))).containsExactly("sku");
        assertThat(schema.at("/tags/items/type").asString()).isEqualTo("string");
        assertThat(schema.get("none")).isEqualTo(JSON.readTree("{\"type\":\"array\"}"));
    }

    @Test
    void saysWhatTheProposalRestsOn() {
        track("E", "{\"a\":1,\"b\":{\"c\":true}}");
        track("E", "{\"a\":2}");

        var evidence = proposal().get("evidence");

        assertThat(evidence.get("judged").asInt()).isEqualTo(2);
        assertThat(evidence.at("/seen/0/event").asString()).isEqualTo("E");
        assertThat(evidence.at("/seen/0/count").asInt()).isEqualTo(2);
        assertThat(evidence.at("/seen/0/properties/1"))
                .hasToString("{\"path\":\"b\",\"count\":1,\"share\":0.5,\"types\":[\"object\"]}");
        assertThat(evidence.at("/seen/0/properties/2/path").asString()).isEqualTo("b.c");
    }

    @Test
    void staysSmallEnoughToBePostedHoweverWildTheTrafficIs() {
        for (int event = 0; event < 700; event++) {
            var wide = new StringBuilder("{\"k\":0");
            for (int member = 0; member < 400; member++) {
                wide.append(",\"member_")
                        .append(event)
                        .append('_')
                        .append(member)
                        .append("\":\"x\"");
            }
            track("Event " + event, wide + "}");
        }

        var proposal = proposal();

        assertThat(proposal.get("plan").toString().length()).isLessThan(256 * 1024);
        assertThat(proposal.at("/evidence/eventsLeftOut").asLong()).isPositive();
        assertThat(proposal.at("/evidence/seen/0/propertiesLeftOut").asLong()).isEqualTo(101);
    }

    @Test
    void proposesAPlanThatEverythingSeenFits() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int number = 0; number < 400; number++) {
            track("Event " + random.nextInt(4), randomObject(random, 3).toString());
        }

        var rules = (ObjectNode) plan().deepCopy();
        rules.remove(List.of("name", "sources"));
        var plan = new TrackingPlan(
                "acme", "p", 1, new PlanSettings("Plan", true, List.of()), rules.toString(), Instant.EPOCH);
        var outcome = new PlanCompiler(new NetworkntSchemas()).compile(plan);

        assertThat(outcome).as("seed %s: %s", seed, outcome).isInstanceOf(PlanCompiler.Outcome.Compiled.class);
        var compiled = ((PlanCompiler.Outcome.Compiled) outcome).plan();
        for (var call : traffic) {
            var findings =
                    compiled.judge(new Call.Track(call.event(), call.object())).findings();
            assertThat(findings.faults()).as("seed %s: %s", seed, call.object()).isEmpty();
        }
    }

    private static ObjectNode randomObject(Random random, int depth) {
        var object = JSON.createObjectNode();
        for (int member = random.nextInt(6); member > 0; member--) {
            var name = "k" + random.nextInt(8);
            switch (random.nextInt(depth > 0 ? 8 : 5)) {
                case 0 -> object.put(name, random.nextInt());
                case 1 -> object.put(name, random.nextInt(100) / 4.0);
                case 2 ->
                    object.put(name, List.of("a", "b", "2026-01-02", "x@y.org").get(random.nextInt(4)));
                case 3 -> object.putNull(name);
                case 4 -> object.put(name, random.nextBoolean());
                case 5 -> object.putArray(name).add("x").add(random.nextInt(3)).add(randomObject(random, depth - 1));
                default -> object.set(name, randomObject(random, depth - 1));
            }
        }
        return object;
    }

    private void track(String event, String properties) {
        traffic.add(new SeenCall(CallType.TRACK, event, json(properties)));
    }

    private void call(CallType type, String object) {
        traffic.add(new SeenCall(type, "", json(object)));
    }

    private ObjectNode proposal() {
        var slice = new Slice(traffic, traffic.size(), traffic.size(), true);
        return new Inference()
                .see(slice)
                .proposal(new Inference.Scope("", Instant.EPOCH, Instant.EPOCH.plusSeconds(1), slice));
    }

    private tools.jackson.databind.JsonNode plan() {
        return proposal().get("plan");
    }

    private static List<String> names(tools.jackson.databind.JsonNode array) {
        return array.values().stream().map(it -> it.asString()).toList();
    }

    private static JsonBytes json(String text) {
        return JsonBytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
