package io.tributary.bench.door;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param warmUp before anything is measured: all cells in turn, and the ceiling program
 * @param run each single run: two ceilings, a saturated and a half loaded one for each cell and repeat
 * @param tries how often a saturated run is made when its pair of ceilings is thrown away
 * @param connections at saturation with single events; fewer with larger batches
 * @param eventBytes the size of an event
 */
public record DoorPlan(
        Duration warmUp,
        Duration run,
        int repeats,
        int tries,
        List<Integer> batches,
        List<Way> ways,
        int connections,
        int eventBytes) {

    private static final int FEWEST_CONNECTIONS = 16;
    private static final int OPEN_CONNECTIONS = 512;

    public DoorPlan {
        batches = List.copyOf(batches);
        ways = List.copyOf(ways);
    }

    List<Cell> cells() {
        var cells = new ArrayList<Cell>();
        for (var way : ways) {
            batches.forEach(batch -> cells.add(new Cell(way, batch)));
        }
        return cells;
    }

    /** Enough that nobody waits for the network, few enough that the bytes in flight stay within the collector's bound. */
    int connectionsFor(int batch) {
        return Math.max(FEWEST_CONNECTIONS, (int) (connections / Math.sqrt(batch)));
    }

    int openConnections() {
        return OPEN_CONNECTIONS;
    }
}
