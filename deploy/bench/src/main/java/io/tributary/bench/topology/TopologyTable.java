package io.tributary.bench.topology;

import java.io.PrintStream;
import java.util.Locale;

/** The medians as lines for people. */
public final class TopologyTable {

    private TopologyTable() {}

    public static void print(PrintStream out, TopologyResult result) {
        out.printf(
                Locale.ROOT,
                "saturated: %,.0f events/s by clock, indexed at %,.0f/s, %.2f memberships an event, foreign cores %.2f%n",
                result.saturated(Saturated::eventsPerSecond),
                result.saturated(Saturated::indexedPerSecond),
                result.saturated(Saturated::membershipsPerEvent),
                result.saturated(it -> it.cost().foreignCores()));
        out.println(
                "CPU-ms an event until it is committed; threads of segment-service by their names in /proc/PID/task:");
        for (var group :
                new String[] {ServiceThreads.STREAMS, ServiceThreads.JVM, ServiceThreads.FEEDS, ServiceThreads.OTHER}) {
            price(out, "  threads: " + group, result.saturated(it -> it.threadMillis(group)));
        }
        price(out, "  kafka", result.saturated(Saturated::brokerMillis));
        price(out, "  streams + jvm + kafka", result.saturated(Saturated::topologyAndBrokerMillis));
        out.println("CPU-ms an event until its documents can be found:");
        price(out, "  threads: feeds", result.saturated(Saturated::feedMillis));
        for (var process : new String[] {Saturated.SERVICE, Saturated.BROKER, Saturated.SEARCH}) {
            price(out, "  " + process, result.saturated(it -> it.wholeMillis(process)));
        }
        out.printf(
                Locale.ROOT,
                "paced: %,.0f events/s, event to membership p50 %.0f ms, p99 %.0f ms, p99.9 %.0f ms%s%n",
                result.paced(Paced::rate),
                result.paced(it -> it.latency().p50()),
                result.paced(it -> it.latency().p99()),
                result.paced(it -> it.latency().p999()),
                result.isPunctual() ? "" : " (late: more than 1 % of the events left late)");
        var states = result.states();
        out.printf(
                Locale.ROOT,
                "state: %,.0f bytes a profile, mean of %,d, with %.1f entries, %.1f traits, %.1f standings%n",
                states.bytes(),
                states.profiles(),
                states.entries(),
                states.traits(),
                states.standings());
    }

    private static void price(PrintStream out, String what, double millis) {
        out.printf(Locale.ROOT, "%-28s %.4f%n", what, millis);
    }

    /** One backlog while others go on. */
    static String line(Saturated run) {
        return String.format(
                Locale.ROOT,
                "%,.0f events/s, %.4f CPU-ms (streams %.4f, jvm %.4f, kafka %.4f), %.2f memberships an event; indexed at %,.0f/s",
                run.eventsPerSecond(),
                run.topologyAndBrokerMillis(),
                run.threadMillis(ServiceThreads.STREAMS),
                run.threadMillis(ServiceThreads.JVM),
                run.brokerMillis(),
                run.membershipsPerEvent(),
                run.indexedPerSecond());
    }

    static String line(Paced run) {
        return String.format(
                Locale.ROOT,
                "%,.0f events/s paced: p50 %.0f ms, p99 %.0f ms, p99.9 %.0f ms, %,d of %,d late",
                run.rate(),
                run.latency().p50(),
                run.latency().p99(),
                run.latency().p999(),
                run.late(),
                run.events());
    }
}
