package io.tributary.bench.topology;

import io.tributary.bench.measure.Cost;
import java.util.Map;

/**
 * A backlog that was worked off.
 *
 * @param seconds from the first event that was written until the topology had committed everything
 * @param cost in that time
 * @param threads CPU seconds of segment-service in that time, by {@link ServiceThreads}
 * @param indexed seconds until every document could be found
 * @param wholeCost in that longer time
 * @param wholeThreads in that longer time
 * @param memberships that these events changed
 */
public record Saturated(
        long events,
        double seconds,
        Cost cost,
        Map<String, Double> threads,
        double indexed,
        Cost wholeCost,
        Map<String, Double> wholeThreads,
        long memberships) {

    static final String SERVICE = "segment-service";
    static final String BROKER = "kafka";
    static final String SEARCH = "elasticsearch";

    public double eventsPerSecond() {
        return events / seconds;
    }

    /** What can be kept up: the indexes do not fall behind. */
    public double indexedPerSecond() {
        return events / indexed;
    }

    /** CPU milliseconds that a group of threads of segment-service takes for an event until all is committed. */
    public double threadMillis(String group) {
        return threads.getOrDefault(group, 0.0) * 1_000 / events;
    }

    public double brokerMillis() {
        return cost.cpuMillisPer(events).getOrDefault(BROKER, 0.0);
    }

    /** What the prototype's figure holds: the topology with its share of the machine below it, and the broker. */
    public double topologyAndBrokerMillis() {
        return threadMillis(ServiceThreads.STREAMS) + threadMillis(ServiceThreads.JVM) + brokerMillis();
    }

    /** CPU milliseconds of a process for an event until every document can be found. */
    public double wholeMillis(String process) {
        return wholeCost.cpuMillisPer(events).getOrDefault(process, 0.0);
    }

    /** CPU milliseconds of the feeds for an event until every document can be found. */
    public double feedMillis() {
        return wholeThreads.getOrDefault(ServiceThreads.FEEDS, 0.0) * 1_000 / events;
    }

    public double membershipsPerEvent() {
        return (double) memberships / events;
    }
}
