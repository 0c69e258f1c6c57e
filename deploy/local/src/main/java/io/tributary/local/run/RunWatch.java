package io.tributary.local.run;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import io.tributary.local.demo.SentLedger;
import io.tributary.local.suite.Service;
import io.tributary.local.suite.Suite;
import io.tributary.local.watch.Counts;
import io.tributary.local.watch.Lags;
import io.tributary.local.watch.Metrics;
import java.util.List;
import java.util.Map;

/** Reads how far the stages of a run have come, and what is still open anywhere in the suite. */
final class RunWatch implements AutoCloseable {

    private static final List<String> JUDGED = List.of("delivered", "suppressed", "unreachable", "rejected");

    private final Suite suite;
    private final SentLedger ledger;
    private final Metrics metrics = new Metrics();
    private final Lags lags;
    private final OpenWork openWork;

    RunWatch(Suite suite, SentLedger ledger) {
        this.suite = suite;
        this.ledger = ledger;
        this.lags = new Lags(suite.kafkaBootstrap());
        this.openWork = new OpenWork(suite);
    }

    Counts counts() {
        var ingestion = metrics.of(suite.management(Service.INGESTION));
        var segment = metrics.of(suite.management(Service.SEGMENT));
        return new Counts(
                ledger.accepted() + ledger.refused(),
                ledger.accepted(),
                ledger.refused(),
                value(ingestion, "cdp_events_suppressed_total"),
                value(segment, "cdp_topology_resolved"),
                value(segment, "cdp_topology_applied"),
                value(segment, "cdp_topology_duplicate"),
                value(segment, "cdp_topology_dropped"));
    }

    /** What is not yet done, by who has to do it; empty when the suite is at rest. */
    Map<String, Long> open() throws InterruptedException {
        return openWork.now(lags);
    }

    /** The share of the audiences' members that have their verdict at the platform, from 0 to 1. */
    double pushed(Api api, Map<String, String> audienceIds) {
        long members = 0;
        long judged = 0;
        for (var id : audienceIds.values()) {
            var audience = api.get(User.VIEWER, "/api/v1/audiences/" + id).body();
            members += audience.path("members").asLong();
            judged +=
                    JUDGED.stream().mapToLong(it -> audience.path(it).asLong()).sum();
        }
        return members == 0 ? 0 : (double) judged / members;
    }

    private static long value(Map<String, Double> metrics, String name) {
        return Math.round(metrics.getOrDefault(name, 0.0));
    }

    @Override
    public void close() {
        lags.close();
    }
}
