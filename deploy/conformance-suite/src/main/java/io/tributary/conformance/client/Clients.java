package io.tributary.conformance.client;

import java.util.ArrayList;
import java.util.List;

/** Every library that the suite knows. */
public final class Clients {

    private Clients() {}

    /** In the order of the report. */
    public static List<Client> all(NodeRuntime node) {
        var all = new ArrayList<Client>();
        all.add(new SegmentJava());
        all.add(new RudderJava());
        all.addAll(NodeClient.all(node));
        return List.copyOf(all);
    }
}
