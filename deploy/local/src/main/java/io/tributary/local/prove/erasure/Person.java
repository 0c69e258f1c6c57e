package io.tributary.local.prove.erasure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody who leaves traces. Each value contains a word of its own that is in nothing else, so that what was made of it
 * (lower case, another spelling, a part) is found as well; and most contain what writers of JSON, CSV or addresses escape.
 *
 * @param values by the names under which they are sought
 */
record Person(Map<String, Trace> values) {

    static final String EMAIL = "email";
    static final String PHONE = "phone";
    static final String USER_ID = "user id";
    static final String ANONYMOUS_ID = "anonymous id";
    static final String NAME = "name";
    static final String STREET = "street";
    static final String NOTE = "free text";
    static final String TOKEN = "device token";

    /** More than the eight: a second device, whose profile the person's first one was, and an id of another system. */
    static final String TABLET = "second device";

    static final String EXTERNAL_ID = "external id";

    static final List<String> EIGHT = List.of(EMAIL, PHONE, USER_ID, ANONYMOUS_ID, NAME, STREET, NOTE, TOKEN);

    private static final int WORD = 11;
    private static final int TOKEN_LENGTH = 32;

    /** A value, and the word in it that is nobody else's. */
    record Trace(String value, String core) {}

    static Person of(Random random) {
        var values = new LinkedHashMap<String, Trace>();
        var mail = word(random, WORD);
        values.put(EMAIL, new Trace("Zoe." + capital(mail) + "@" + word(random, 6) + ".example", mail));
        var number = "1511" + digits(random, 7);
        values.put(
                PHONE,
                new Trace(
                        "+49 " + number.substring(0, 3) + " " + number.substring(3, 7) + "-" + number.substring(7),
                        "49" + number));
        values.put(USER_ID, traceOf(random, "customer-%s"));
        values.put(ANONYMOUS_ID, traceOf(random, "ph-%s-01"));
        values.put(NAME, capitalTraceOf(random, "Zo\u00eb O'%s"));
        values.put(STREET, capitalTraceOf(random, "Gro\u00dfe %sstra\u00dfe 12/3"));
        values.put(NOTE, traceOf(random, "ring \"%s\" & wait <5 min;\nthen \u00fcber the \\yard"));
        var token = word(random, TOKEN_LENGTH);
        values.put(TOKEN, new Trace(token, token));
        values.put(TABLET, traceOf(random, "tab-%s-02"));
        values.put(EXTERNAL_ID, traceOf(random, "crm/%s"));
        return new Person(values);
    }

    private static Trace traceOf(Random random, String form) {
        var word = word(random, WORD);
        return new Trace(form.formatted(word), word);
    }

    private static Trace capitalTraceOf(Random random, String form) {
        var word = word(random, WORD);
        return new Trace(form.formatted(capital(word)), word);
    }

    String get(String name) {
        return trace(name).value();
    }

    private Trace trace(String name) {
        var trace = values.get(name);
        if (trace == null) {
            throw new IllegalArgumentException("nobody has a " + name);
        }
        return trace;
    }

    /** How services and platforms write an address. */
    String email() {
        return get(EMAIL).toLowerCase(Locale.ROOT);
    }

    /** How services write a phone number (E.164). */
    String phone() {
        return "+" + trace(PHONE).core();
    }

    /** The names of the values that a text contains; for texts that are not bytes of a store, such as an answer. */
    List<String> namedIn(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return values.entrySet().stream()
                .filter(it -> lower.contains(it.getValue().core()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** As the searching program reads them. */
    List<Map<String, String>> sought() {
        return values.entrySet().stream()
                .map(it -> Map.of(
                        "name", it.getKey(),
                        "value", it.getValue().value(),
                        "core", it.getValue().core()))
                .toList();
    }

    /** By what somebody may ask for this person. */
    List<Map<String, String>> identifiers() {
        return List.of(
                identifier("email", email()),
                identifier("phone", phone()),
                identifier("user_id", get(USER_ID)),
                identifier("anonymous_id", get(ANONYMOUS_ID)),
                identifier("anonymous_id", get(TABLET)),
                identifier("crm_id", get(EXTERNAL_ID)));
    }

    private static Map<String, String> identifier(String namespace, String value) {
        return Map.of("namespace", namespace, "value", value);
    }

    private static String word(Random random, int length) {
        return Stream.generate(() -> String.valueOf((char) ('a' + random.nextInt(26))))
                .limit(length)
                .collect(Collectors.joining());
    }

    private static String digits(Random random, int length) {
        return Stream.generate(() -> String.valueOf(random.nextInt(10)))
                .limit(length)
                .collect(Collectors.joining());
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
