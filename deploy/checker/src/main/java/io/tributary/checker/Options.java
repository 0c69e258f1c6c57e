package io.tributary.checker;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the checker is told.
 *
 * @param ledger the client's file of acknowledged calls
 * @param event the event whose count per person is compared
 */
record Options(Path ledger, URI elasticsearch, String tenant, String event, String eventIndex, String profileIndex) {

    static final String USAGE = """
            Usage: java -jar checker.jar --ledger FILE --elasticsearch URL --tenant KEY --event NAME
                                         [--event-index NAME] [--profile-index NAME]

            Compares the calls that a client was told are accepted with what is stored of that tenant. The ledger has one
            line per acknowledged call: MESSAGE-ID PERSON counted|other . (the dot ends a whole line). Every id must be in
            the event index exactly once and nothing else; every person must be one profile, and its count of the event
            must be the number of its counted lines.

            Exit code: 0 equal, 1 different, 2 no verdict.""";

    private static final String EVENTS = "cdp-events";
    private static final String PROFILES = "cdp-profiles";
    private static final Set<String> KNOWN =
            Set.of("--ledger", "--elasticsearch", "--tenant", "--event", "--event-index", "--profile-index");

    static Options of(String... arguments) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!KNOWN.contains(arguments[i]) || i + 1 == arguments.length) {
                throw new CannotCheck("There is no option " + arguments[i] + ", or its value is missing.\n\n" + USAGE);
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        return new Options(
                Path.of(needed(given, "--ledger")),
                URI.create(needed(given, "--elasticsearch")),
                needed(given, "--tenant"),
                needed(given, "--event"),
                given.getOrDefault("--event-index", EVENTS),
                given.getOrDefault("--profile-index", PROFILES));
    }

    private static String needed(Map<String, String> given, String name) {
        var value = given.get(name);
        if (value == null) {
            throw new CannotCheck("The option " + name + " is needed.\n\n" + USAGE);
        }
        return value;
    }
}
