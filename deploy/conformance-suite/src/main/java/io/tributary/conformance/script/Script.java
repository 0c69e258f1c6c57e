package io.tributary.conformance.script;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one library is told to send: the six calls about a person who exists for this run only, so that a run neither finds
 * nor disturbs what another left behind.
 *
 * @param library the library's name, in all ids
 * @param run names the run
 * @param calls in the order of sending; each is the call as the library's users would write it
 */
public record Script(String library, String run, List<JsonNode> calls) {

    /** How long ago the track call says it happened: less than any clock tolerance, more than any rounding. */
    private static final Duration AGO = Duration.ofMinutes(3);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Script {
        calls = List.copyOf(calls);
    }

    /** A short name that no other run has. */
    public static String newRun() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    public static Script of(String library, String run, Instant now) {
        var ids = new Ids(library, run);
        return new Script(
                library,
                run,
                JSON.readTree("""
                [{"type":"identify","userId":"%1$s","anonymousId":"%2$s","context":{"ip":"203.0.113.5"},
                  "traits":{"email":"%3$s","firstName":"Ada","age":36,"plan":"pro","vip":true,
                            "address":{"city":"Berlin","country":"DE"}}},
                 {"type":"track","userId":"%1$s","anonymousId":"%2$s","context":{"ip":"203.0.113.5"},
                  "event":"%4$s","timestamp":"%5$s",
                  "properties":{"order_id":"o-1","revenue":12.5,"currency":"EUR",
                                "products":[{"sku":"s-1","quantity":2},{"sku":"s-2","quantity":1}]}},
                 {"type":"page","userId":"%1$s","category":"Docs","name":"Start","properties":{"tab":"one"}},
                 {"type":"screen","userId":"%1$s","category":"App","name":"Home","properties":{"tab":"two"}},
                 {"type":"group","userId":"%1$s","groupId":"%6$s","traits":{"name":"Acme","employees":42}},
                 {"type":"alias","userId":"%1$s","previousId":"%7$s"}]""".formatted(
                                        ids.user(),
                                        ids.device(),
                                        ids.email(),
                                        ids.event(),
                                        now.minus(AGO).truncatedTo(ChronoUnit.MILLIS),
                                        ids.group(),
                                        ids.earlier()))
                        .valueStream()
                        .toList());
    }

    private record Ids(String library, String run) {

        String user() {
            return "conformance-" + library + "-" + run;
        }

        String device() {
            return "device-" + library + "-" + run;
        }

        String earlier() {
            return "earlier-" + library + "-" + run;
        }

        String group() {
            return "group-" + library + "-" + run;
        }

        String email() {
            return library + "-" + run + "@conformance.example";
        }

        String event() {
            return "Conformance " + library + " " + run;
        }
    }

    public String userId() {
        return new Ids(library, run).user();
    }

    public String email() {
        return new Ids(library, run).email();
    }

    public String previousId() {
        return new Ids(library, run).earlier();
    }

    public String event() {
        return new Ids(library, run).event();
    }

    /** The call of that type. */
    public JsonNode call(String type) {
        return calls.stream()
                .filter(it -> it.path("type").asString().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the script has no " + type));
    }

    /** The script without the calls that a library does not have. */
    public Script only(List<String> types) {
        return new Script(
                library,
                run,
                calls.stream()
                        .filter(it -> types.contains(it.path("type").asString()))
                        .toList());
    }

    /** The member of a call as the maps and values that Java libraries take. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(JsonNode call, String member) {
        return call.has(member) ? JSON.convertValue(call.get(member), Map.class) : Map.of();
    }
}
