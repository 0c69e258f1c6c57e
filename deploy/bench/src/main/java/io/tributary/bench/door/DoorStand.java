package io.tributary.bench.door;

import io.tributary.bench.ceiling.NoOpProcess;
import io.tributary.bench.load.Target;
import io.tributary.bench.measure.Meter;
import io.tributary.bench.stand.Stand;
import io.tributary.local.suite.DataDir;
import io.tributary.local.suite.Service;
import io.tributary.local.watch.Metrics;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gateway, ingestion and their servers, and the ceiling program beside them. Nothing reads what is written to Kafka. */
final class DoorStand implements AutoCloseable {

    private static final String PATH = "/v1/batch";
    private static final String CEILING = "ceiling";
    private static final String ACCEPTED = "cdp_events_accepted_total";

    private final Stand stand;
    private final NoOpProcess noOp;
    private final Metrics metrics = new Metrics();

    DoorStand(Stand.Place place) throws InterruptedException {
        this.stand = Stand.start(place, EnumSet.of(Service.GATEWAY, Service.INGESTION));
        this.noOp = NoOpProcess.start(place.ports().base() + Stand.PORTS - 1, logOf(place.data()));
    }

    private static java.nio.file.Path logOf(DataDir data) {
        return data.log(CEILING);
    }

    Target target(Way way) {
        var suite = stand.suite();
        return new Target(
                switch (way) {
                    case DIRECT -> suite.service(Service.INGESTION);
                    case GATEWAY -> suite.gateway();
                },
                PATH,
                stand.writeKey());
    }

    Target ceiling() {
        return new Target(noOp.uri(), PATH, stand.writeKey());
    }

    /** Measures every process of the suite and the ceiling program. */
    Meter meter() {
        var pids = new LinkedHashMap<>(stand.suite().pids());
        pids.put(CEILING, noOp.pid());
        return new Meter(pids);
    }

    /** What the processes of the suite cost together, without generator and ceiling program. */
    static double productMillis(Map<String, Double> millisByProcess) {
        return millisByProcess.entrySet().stream()
                .filter(it -> !it.getKey().equals(CEILING) && !it.getKey().equals(Meter.GENERATOR))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** What the collector itself says that it has accepted. */
    long accepted() {
        return Math.round(
                metrics.of(stand.suite().management(Service.INGESTION)).getOrDefault(ACCEPTED, -1.0));
    }

    @Override
    public void close() {
        noOp.close();
        stand.close();
    }
}
