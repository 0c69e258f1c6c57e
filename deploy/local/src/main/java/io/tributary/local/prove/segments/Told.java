package io.tributary.local.prove.segments;

import io.tributary.local.prove.load.ProofCall;
import io.tributary.local.prove.load.ProofCall.Shipment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The client's own book of the calls that were answered with 2xx, each message id once, in the order of their answers. Thread-safe. */
final class Told {

    private static final int BATCH = 100;

    private final Map<String, ProofCall> calls = new LinkedHashMap<>();
    private long answered;

    synchronized void acknowledged(Shipment shipment) {
        shipment.calls().forEach(it -> calls.putIfAbsent(it.messageId(), it));
        answered += shipment.calls().size();
    }

    /** Different calls. */
    synchronized int calls() {
        return calls.size();
    }

    /** Calls that were sent in other requests as well. */
    synchronized long repeated() {
        return answered - calls.size();
    }

    /** Everything once more, each call once. */
    synchronized List<Shipment> again() {
        var all = List.copyOf(calls.values());
        var shipments = new ArrayList<Shipment>();
        for (int from = 0; from < all.size(); from += BATCH) {
            shipments.add(new Shipment(all.subList(from, Math.min(from + BATCH, all.size()))));
        }
        return shipments;
    }
}
