package io.tributary.local.prove.erasure;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is told to the collector: about the person, about those around them, and about people who come later. */
final class Calls {

    /** Of the tracking plan; what it says of others is refused or only counted. */
    static final String ORDER = "Order Completed";

    static final String BLOCKED = "Blocked By Plan";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DAYS = 2;
    private static final List<String> CITIES = List.of("Kassel", "Bremen", "Mainz");

    private final Person person;
    private final Instant begin;
    private int number;

    /** @param end no call of the past is dated later */
    Calls(Person person, Instant end) {
        this.person = person;
        this.begin = end.truncatedTo(ChronoUnit.SECONDS).minus(DAYS, ChronoUnit.DAYS);
    }

    /** Nobody knows yet whose tablet it is: the profile that this makes is older than the one of the login. */
    List<ObjectNode> browsing() {
        var page = call("page", 0).put("anonymousId", person.get(Person.TABLET)).put("name", "Shelf");
        page.putObject("properties").put("note", person.get(Person.NOTE));
        return List.of(page);
    }

    List<ObjectNode> login() {
        var identify = call("identify", 10)
                .put("userId", person.get(Person.USER_ID))
                .put("anonymousId", person.get(Person.ANONYMOUS_ID));
        var traits = identify.putObject("traits")
                .put("email", person.get(Person.EMAIL))
                .put("phone", person.get(Person.PHONE))
                .put("name", person.get(Person.NAME))
                .put("birthday", "1987-03-14")
                .put("city", "Kassel");
        traits.putObject("address").put("street", person.get(Person.STREET)).put("city", "Kassel");
        traits.put("street", person.get(Person.STREET));
        allow(identify);
        return List.of(identify);
    }

    /** The tablet was theirs all the time: two profiles become one. */
    List<ObjectNode> tablet() {
        return List.of(call("identify", 20)
                .put("userId", person.get(Person.USER_ID))
                .put("anonymousId", person.get(Person.TABLET)));
    }

    /** Orders, a handset, an id of another system, an address that is a property's name, and one call twice. */
    List<ObjectNode> doings() {
        var order = order(30, person.get(Person.USER_ID));
        ((ObjectNode) order.path("properties"))
                .put("note", person.get(Person.NOTE))
                .put("shipTo", person.get(Person.STREET))
                .put(person.get(Person.EMAIL), true);
        var handset = call("screen", 40)
                .put("userId", person.get(Person.USER_ID))
                .put("anonymousId", person.get(Person.ANONYMOUS_ID))
                .put("name", "Home");
        var context = handset.putObject("context");
        context.putObject("device").put("type", "ios").put("token", person.get(Person.TOKEN));
        context.putArray("externalIds")
                .addObject()
                .put("id", person.get(Person.EXTERNAL_ID))
                .put("type", "crm_id")
                .put("collection", "users")
                .put("encoding", "none");
        var named =
                call("track", 50).put("anonymousId", person.get(Person.TABLET)).put("event", "Form Filled");
        named.putObject("context").putObject("traits").put("email", person.get(Person.EMAIL));
        named.putObject("properties").put("callMe", person.get(Person.PHONE)).put("as", person.get(Person.NAME));
        return List.of(order, handset, named, order);
    }

    /** Accepted, and of nobody: what stands for an id there points at no one. */
    List<ObjectNode> unresolvable() {
        var call = call("track", 60).put("userId", "undefined").put("event", "Form Filled");
        call.putObject("properties").put("contact", person.get(Person.EMAIL)).put("note", person.get(Person.NOTE));
        return List.of(call);
    }

    /** Somebody else logs in on the person's device: it stays the person's, and the refusal is kept. */
    List<ObjectNode> visitor(Someone visitor) {
        return List.of(call("identify", 70)
                .put("userId", visitor.userId())
                .put("anonymousId", person.get(Person.ANONYMOUS_ID)));
    }

    /** Each is refused for another reason: no identifier, no name of an event, blocked by the plan. */
    List<ObjectNode> refused() {
        var misspelled = call("track", 80).put("event", ORDER).put("user_id", person.get(Person.USER_ID));
        misspelled
                .putObject("properties")
                .put("email", person.get(Person.EMAIL))
                .put("note", person.get(Person.NOTE));
        var nameless = call("track", 81).put("userId", person.get(Person.USER_ID));
        nameless.putObject("properties")
                .put("name", person.get(Person.NAME))
                .put("street", person.get(Person.STREET))
                .put("phone", person.get(Person.PHONE));
        var blocked =
                call("track", 82).put("userId", person.get(Person.USER_ID)).put("event", BLOCKED);
        blocked.putObject("properties").put("token", person.get(Person.TOKEN)).put("email", person.get(Person.EMAIL));
        return List.of(misspelled, nameless, blocked);
    }

    /** A refused call in which every character of the person's values is escaped, as JSON allows. */
    String refusedInEscapes() {
        return "{\"batch\":[{\"type\":\"track\",\"messageId\":\"" + messageId() + "\",\"userId\":\""
                + escaped(person.get(Person.USER_ID)) + "\",\"properties\":{\"email\":\""
                + escaped(person.get(Person.EMAIL)) + "\",\"note\":\"" + escaped(person.get(Person.NOTE)) + "\"}}]}";
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(it -> String.format(Locale.ROOT, "\\u%04X", it))
                .collect(Collectors.joining());
    }

    /** What a client that kept it sends again: an order of the past, with its old message id. */
    List<ObjectNode> again(List<ObjectNode> sent) {
        return sent.stream()
                .filter(it -> it.path("event").asString("").equals(ORDER))
                .limit(1)
                .toList();
    }

    /** New calls without any permission, dated in the past or now, by each of the person's identifiers. */
    List<ObjectNode> withoutPermission() {
        var byMail = call("track", 90).put("anonymousId", "fresh-" + number).put("event", ORDER);
        byMail.putObject("context").putObject("traits").put("email", person.get(Person.EMAIL));
        var identify = call("identify", 91).put("userId", person.get(Person.USER_ID));
        identify.putObject("traits").put("email", person.get(Person.EMAIL)).put("name", person.get(Person.NAME));
        return List.of(
                order(92, person.get(Person.USER_ID)),
                byMail,
                identify,
                call("page", 93)
                        .put("anonymousId", person.get(Person.ANONYMOUS_ID))
                        .put("name", "Shelf"));
    }

    /** The person themself comes back and allows it. */
    List<ObjectNode> comeback(Instant now) {
        var identify =
                call("identify", 0).put("userId", person.get(Person.USER_ID)).put("timestamp", now.toString());
        identify.putObject("traits").put("email", person.get(Person.EMAIL)).put("city", "Mainz");
        allow(identify);
        return List.of(identify);
    }

    List<ObjectNode> orderNow(Instant now, String userId) {
        return List.of(order(0, userId).put("timestamp", now.toString()));
    }

    /** Who somebody else is, and an order of theirs. */
    List<ObjectNode> introduced(Someone someone, int at) {
        var identify = call("identify", at).put("userId", someone.userId()).put("anonymousId", someone.device());
        identify.putObject("traits")
                .put("email", someone.email())
                .put("name", someone.name())
                .put("city", CITIES.get(at % CITIES.size()));
        allow(identify);
        return List.of(identify, order(at + 1, someone.userId()));
    }

    private ObjectNode order(int at, String userId) {
        var order = call("track", at).put("userId", userId).put("event", ORDER);
        order.putObject("properties").put("revenue", 10 + at).put("currency", "EUR");
        return order;
    }

    private static void allow(ObjectNode call) {
        call.putObject("context")
                .putObject("consent")
                .putObject("categoryPreferences")
                .put("advertising", true)
                .put("email_marketing", true);
    }

    private ObjectNode call(String type, int second) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("messageId", messageId())
                .put("timestamp", begin.plusSeconds(second).toString());
    }

    private String messageId() {
        return "e" + number++;
    }
}
