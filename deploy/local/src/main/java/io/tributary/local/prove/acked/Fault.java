package io.tributary.local.prove.acked;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What dies. The processes are named as the suite names them, in the order in which they are started again. */
enum Fault {
    COLLECTOR,
    BROKER,
    BOTH;

    private static final int ONE_IN = 5;
    private static final String INGESTION = "ingestion-service";
    private static final String KAFKA = "kafka";

    List<String> processes() {
        return switch (this) {
            case COLLECTOR -> List.of(INGESTION);
            case BROKER -> List.of(KAFKA);
            case BOTH -> List.of(KAFKA, INGESTION);
        };
    }

    /** So many faults in an order that the seed decides: collector and broker in turn, one in five takes both. */
    static List<Fault> sequence(int length, Random random) {
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < length; i++) {
            boolean both = i >= 2 && random.nextInt(ONE_IN) == 0;
            faults.add(both ? BOTH : i % 2 == 0 ? COLLECTOR : BROKER);
        }
        Collections.shuffle(faults, random);
        return faults;
    }
}
