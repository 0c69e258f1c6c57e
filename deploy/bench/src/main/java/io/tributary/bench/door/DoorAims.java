package io.tributary.bench.door;

import io.tributary.bench.report.Aim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the door is meant to reach: the prototype's price of an event as the most, and what the issue asks beside it. */
public final class DoorAims {

    /** CPU milliseconds of ingestion and broker for an event that comes direct, by batch. */
    private static final Map<Integer, Double> MILLIS_PER_EVENT = Map.of(1, 0.10, 10, 0.017, 100, 0.012);

    private static final double GATEWAY_MILLIS_PER_REQUEST = 0.18;
    private static final double SHARE_OF_CEILING = 0.45;
    private static final double P99_MILLIS = 20;

    private DoorAims() {}

    public static List<Aim> judge(List<CellResult> results) {
        var aims = new ArrayList<Aim>();
        for (var result : results) {
            var cell = result.cell();
            var most = MILLIS_PER_EVENT.get(cell.batch());
            if (cell.way() == Way.DIRECT && most != null) {
                aims.add(Aim.atMost(cell + ": CPU-ms an event, ingestion + broker", result.doorMillisPerEvent(), most));
            }
            if (cell.way() == Way.DIRECT && cell.batch() == 1) {
                aims.add(Aim.atLeast(cell + ": share of the ceiling", result.shareOfCeiling(), SHARE_OF_CEILING));
            }
            if (cell.way() == Way.GATEWAY) {
                aims.add(Aim.atMost(
                        cell + ": CPU-ms a request, gateway",
                        result.gatewayMillisPerRequest(),
                        GATEWAY_MILLIS_PER_REQUEST));
            }
            aims.add(Aim.atMost(cell + ": p99 in ms at half load", result.p99(), P99_MILLIS));
        }
        return aims;
    }
}
