package io.tributary.identity.privacy;

import java.util.List;

/** Who is asked. Activation tells of its destinations, each as a system of its own. */
public final class Systems {

    public static final String IDENTITY = "identity";

    static final String ACTIVATION = "activation";
    static final String DESTINATION = "destination:";

    /** A tenant with more is told of these only; activation's own answer counts them all. */
    static final int MOST_DESTINATIONS = 500;

    private static final int LONGEST = 100;

    /** Without the answer of one of these no stage is over. */
    public static final List<String> REQUIRED = List.of(IDENTITY, "ingestion", "segment", ACTIVATION);

    private Systems() {}

    static boolean isDestination(String system) {
        return system.startsWith(DESTINATION) && system.length() <= LONGEST;
    }

    static boolean isKnown(String system) {
        return REQUIRED.contains(system) || isDestination(system);
    }
}
