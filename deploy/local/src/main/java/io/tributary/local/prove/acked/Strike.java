package io.tributary.local.prove.acked;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A fault, and whether it hits while the suite recovers from the one before. */
record Strike(Fault fault, boolean inRecovery) {

    private static final int IN_RECOVERY_ONE_IN = 3;
    /** So many strikes and more have one in a recovery at least, whatever the seed. */
    private static final int ENOUGH = 3;

    /** So many strikes as the seed decides. */
    static List<Strike> sequence(int length, Random random) {
        var strikes = new ArrayList<Strike>();
        for (var fault : Fault.sequence(length, random)) {
            strikes.add(new Strike(fault, !strikes.isEmpty() && random.nextInt(IN_RECOVERY_ONE_IN) == 0));
        }
        if (length >= ENOUGH && strikes.stream().noneMatch(Strike::inRecovery)) {
            int chosen = 1 + random.nextInt(length - 1);
            strikes.set(chosen, new Strike(strikes.get(chosen).fault, true));
        }
        return strikes;
    }
}
