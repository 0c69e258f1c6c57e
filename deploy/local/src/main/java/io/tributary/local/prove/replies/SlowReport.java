package io.tributary.local.prove.replies;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What senders that stall did to the collector, and to those who do not.
 *
 * @param mostHeld bytes that the door held for them
 * @param lateBefore how many had been given up before the others were answered
 * @param others who sent with another write key meanwhile
 * @param answers to the senders, by status
 * @param leftHeld bytes that are still held when all of them are answered
 */
public record SlowReport(
        int senders,
        long mostHeld,
        long lateBefore,
        Map<Door, Other> others,
        Map<String, Long> answers,
        long leftHeld) {

    static final String LATE = "408";
    static final String FULL = "503";

    private static final double MEBIBYTE = 1024 * 1024;

    /**
     * Half of what ingestion-service holds at most (cdp.ingestion.door.in-flight): the other half is for others. Pieces that are
     * being turned away are counted for a moment.
     */
    private static final double ALLOWED = 17 * MEBIBYTE;

    /** How long another one waited, and what was wrong with the answer. */
    record Other(long millis, List<String> differences) {}

    /** What is wrong; empty when they were turned away in time and nobody else was. */
    public List<String> differences() {
        var differences = new ArrayList<String>();
        others.forEach((door, other) ->
                other.differences().forEach(it -> differences.add("another write key " + door + ": " + it)));
        if (mostHeld > ALLOWED || mostHeld < ALLOWED / 2) {
            differences.add(mostHeld + " bytes were held for those who stalled");
        }
        if (lateBefore > 0) {
            differences.add("the others were answered when " + lateBefore + " senders had been given up already");
        }
        if (!answers.keySet().equals(Set.of(LATE, FULL))) {
            differences.add("those who stalled were answered with " + answers);
        }
        if (leftHeld != 0) {
            differences.add(leftHeld + " bytes are still counted as in flight");
        }
        return differences;
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "%d senders stalled and held %.1f MiB; another write key was answered %s; answers to them %s; %d bytes held"
                        + " afterwards",
                senders,
                mostHeld / MEBIBYTE,
                times(),
                answers,
                leftHeld);
    }

    private String times() {
        return String.join(
                ", ",
                others.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(it -> it.getKey() + " in " + it.getValue().millis() + " ms")
                        .toList());
    }
}
