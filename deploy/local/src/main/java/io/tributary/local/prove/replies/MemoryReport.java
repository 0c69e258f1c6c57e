package io.tributary.local.prove.replies;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What hostile requests did to the collector's memory, in MiB.
 *
 * @param residentBefore when the same requests had warmed it up
 * @param residentPeak the most while they came
 * @param heapBefore in use after a collection
 * @param stillHeld bytes of requests that the door believes are in flight when none is
 * @param answers by status
 */
public record MemoryReport(
        int requests,
        long residentBefore,
        long residentPeak,
        long residentAfter,
        long heapBefore,
        long heapAfter,
        long stillHeld,
        Map<String, Long> answers) {

    /** What the heap may differ by: caches and the pools of connections. */
    private static final long HEAP_TOLERANCE = 8;
    /** What may still come on top of a warm process: pages that the collector or the network's pools had not touched. */
    private static final long RESIDENT_TOLERANCE = 48;

    private static final Set<String> TURNED_AWAY = Set.of("400", "401", "413", "503", "closed");

    /** What is wrong; empty when memory is flat and everything was turned away. */
    public List<String> differences() {
        var differences = new ArrayList<String>();
        if (heapAfter - heapBefore > HEAP_TOLERANCE) {
            differences.add("the heap grew by " + (heapAfter - heapBefore) + " MiB");
        }
        if (residentPeak - residentBefore > RESIDENT_TOLERANCE) {
            differences.add("resident memory grew by " + (residentPeak - residentBefore) + " MiB");
        }
        if (stillHeld != 0) {
            differences.add(stillHeld + " bytes are still counted as in flight");
        }
        answers.keySet().stream()
                .filter(it -> !TURNED_AWAY.contains(it))
                .forEach(it -> differences.add("a hostile request was answered with " + it));
        return differences;
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "%,d hostile requests: resident %d MiB before, %d at most, %d after; heap after a collection %d before, %d"
                        + " after; answers %s",
                requests,
                residentBefore,
                residentPeak,
                residentAfter,
                heapBefore,
                heapAfter,
                answers);
    }
}
