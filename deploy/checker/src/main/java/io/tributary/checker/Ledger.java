package io.tributary.checker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the client was promised, by message id: a call that was acknowledged twice is one promise.
 *
 * @param torn lines without their ending dot, which a client leaves behind when it is killed while it writes
 */
record Ledger(Map<String, Promise> promises, int torn) {

    /** Who the call was about, and whether it is one of those that a person's count is made of. */
    record Promise(String person, boolean counted) {}

    private static final int FIELDS = 4;

    static Ledger read(Path file) {
        var promises = new HashMap<String, Promise>();
        int torn = 0;
        try (var lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var fields = line.split(" ", -1);
                if (fields.length == FIELDS && fields[FIELDS - 1].equals(".")) {
                    add(promises, fields);
                } else {
                    torn++;
                }
            }
        } catch (IOException e) {
            throw new CannotCheck("The ledger " + file + " cannot be read: " + e, e);
        }
        return new Ledger(promises, torn);
    }

    private static void add(Map<String, Promise> promises, String... fields) {
        var promise = new Promise(fields[1], fields[2].equals("counted"));
        var known = promises.put(fields[0], promise);
        if (known != null && !known.equals(promise)) {
            throw new CannotCheck("The ledger says two different things about " + fields[0] + ".");
        }
    }

    /** How many counted calls each person was promised; people without any are in it with 0. */
    Map<String, Long> countByPerson() {
        var counts = new TreeMap<String, Long>();
        promises.values().forEach(it -> counts.merge(it.person(), it.counted() ? 1L : 0L, Long::sum));
        return counts;
    }
}
