package io.tributary.local.prove.takeback;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What five people do, the same calls in every world: Anna logs in, Bert leaves his address, Carl only browses until he
 * turns out to be Anna, Dora has nothing to do with any of it, and Emil buys for the first time while the two are one. Every
 * call names one of its person's own identifiers.
 */
final class Story {

    static final List<String> PEOPLE = List.of("anna", "bert", "dora", "carl", "emil");

    private static final List<String> BUSY = List.of("anna", "bert", "carl", "dora");
    private static final int KINDS_OF_DOINGS = 6;
    private static final String CARLS_BROWSER = "carl-browser";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PAST = 60;
    private static final int AFTER = 60;
    /** Long enough ago that nobody calls it the future, and within every window of the segments. */
    private static final int DAYS = 3;

    private final Random random;
    private final Instant begin;
    private int number;

    /** @param end no call is dated later */
    Story(long seed, Instant end) {
        this.random = new Random(seed);
        this.begin = end.truncatedTo(ChronoUnit.SECONDS).minus(DAYS, ChronoUnit.DAYS);
    }

    /**
     * Who there is, to be settled before anything else is told: a profile is as old as the call that made it, so Anna is
     * older than Bert, and the one that a merge keeps.
     */
    List<ObjectNode> people() {
        return List.of(
                identify("anna", 0, "Berlin").put("anonymousId", "anna-phone"),
                identify("bert", 1, "Hamburg").put("anonymousId", "bert-phone"),
                identify("dora", 2, "Bremen").put("anonymousId", "dora-phone"),
                identify("emil", 5, "Kassel").put("anonymousId", "emil-phone"));
    }

    List<ObjectNode> past() {
        var calls = new ArrayList<ObjectNode>();
        calls.add(order("anna", 3));
        calls.add(order("bert", 4));
        calls.addAll(doings(PAST, BUSY, 10));
        return calls;
    }

    /** Everything that comes between the merge and its being taken back, in two halves. */
    List<ObjectNode> meanwhile(int events, int from) {
        return doings(events, BUSY, from);
    }

    /** A number of orders that none of them makes alone and that two make together, of so many events in between. */
    static int moreThanOneOrders(int events) {
        double each = (double) (PAST + events + AFTER) / BUSY.size() / KINDS_OF_DOINGS;
        return (int) Math.round(each * 1.45);
    }

    /** New devices, an address, answers on consent and a first order, while Anna and Bert are one. */
    List<ObjectNode> news(int at) {
        return List.of(
                call("identify", at).put("userId", "anna").put("anonymousId", "anna-tablet"),
                identify("bert", at + 1, "Hanover").put("anonymousId", "bert-laptop"),
                consent(at + 2).put("userId", "anna"),
                // The other of the two answers as well: their answer is theirs again afterwards, and nobody else's.
                consent(at + 5, "events").put("anonymousId", "bert-phone"),
                // The second merge: the browser was Anna's all the time.
                call("identify", at + 3).put("userId", "anna").put("anonymousId", CARLS_BROWSER),
                order("emil", at + 4));
    }

    List<ObjectNode> after(int from) {
        return doings(AFTER, BUSY, from);
    }

    private List<ObjectNode> doings(int events, List<String> people, int from) {
        var calls = new ArrayList<ObjectNode>(events);
        for (int i = 0; i < events; i++) {
            var person = people.get(random.nextInt(people.size()));
            int at = from + i + (random.nextInt(10) == 0 ? random.nextInt(5_000) : 0);
            calls.add(doing(person, at));
        }
        return calls;
    }

    private ObjectNode doing(String person, int at) {
        return switch (random.nextInt(KINDS_OF_DOINGS)) {
            case 0 -> order(person, at);
            case 1 -> {
                var call = call("identify", at);
                call.putObject("traits").put("plan", random.nextBoolean() ? "pro" : "free");
                yield named(person, call);
            }
            default -> {
                var call = call("page", at).put("name", "Shelf " + random.nextInt(9));
                call.putObject("properties").put("width", random.nextInt(400, 2_000));
                yield named(person, call);
            }
        };
    }

    /** A call by one of the ways in which that person is known. */
    private ObjectNode named(String person, ObjectNode call) {
        int way = random.nextInt(3);
        if (person.equals("carl")) {
            return call.put("anonymousId", CARLS_BROWSER);
        }
        if (way == 0 && !person.equals("bert")) {
            return call.put("userId", person);
        }
        if (way == 1) {
            call.put("anonymousId", person + "-phone");
            call.putObject("context").putObject("traits").put("email", address(person));
            return call;
        }
        return call.put("anonymousId", person + "-phone");
    }

    private ObjectNode order(String person, int at) {
        var call = call("track", at).put("event", "Order Completed");
        call.putObject("properties")
                .put("revenue", random.nextInt(100, 10_000) / 100.0)
                .put("currency", "EUR");
        return named(person, call);
    }

    private ObjectNode identify(String person, int at, String city) {
        var call = call("identify", at);
        call.putObject("traits").put("email", address(person)).put("city", city).put("name", person);
        allow(call, "advertising");
        return person.equals("bert") ? call : call.put("userId", person);
    }

    private ObjectNode consent(int at) {
        return consent(at, "newsletter");
    }

    private ObjectNode consent(int at, String purpose) {
        var call = call("track", at).put("event", "Newsletter Ordered");
        allow(call, purpose);
        return call;
    }

    private static void allow(ObjectNode call, String purpose) {
        call.putObject("context")
                .putObject("consent")
                .putObject("categoryPreferences")
                .put(purpose, true);
    }

    private ObjectNode call(String type, int second) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("messageId", "m" + number++)
                .put("timestamp", begin.plusSeconds(second).toString());
    }

    static String address(String person) {
        return person + "@takeback.example";
    }

    /** By what a person is found whatever happened to them. */
    static Map<String, String> identifier(String person) {
        return person.equals("carl")
                ? Map.of("namespace", "anonymous_id", "value", CARLS_BROWSER)
                : Map.of("namespace", "email", "value", address(person));
    }
}
