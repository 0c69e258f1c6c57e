package io.tributary.bench.topology;

import java.util.List;

/** What the threads of segment-service work for, by their names' first 15 characters. */
public final class ServiceThreads {

    /** Kafka Streams: stream threads, what they send with, and RocksDB below them. */
    public static final String STREAMS = "streams";

    /** What writes to Elasticsearch, and asks PostgreSQL for that. */
    public static final String FEEDS = "feeds";

    /** Compilers and the collector, for all of them. */
    public static final String JVM = "jvm";

    /** Everything else: HTTP, heartbeats, metrics. */
    public static final String OTHER = "other";

    // The service's other producer sends announcements and receipts, of which a run has none.
    private static final List<String> OF_STREAMS = List.of("cdp-segment-", "kafka-producer-", "rocksdb:");
    private static final List<String> OF_FEEDS = List.of("feed-", "elasticsearch-r", "ForkJoinPool-");
    private static final List<String> OF_JVM = List.of("C1 Compiler", "C2 Compiler", "VM Thread", "VM Periodic", "GC ");

    private ServiceThreads() {}

    static String groupOf(String name) {
        if (OF_STREAMS.stream().anyMatch(name::startsWith)) {
            return STREAMS;
        }
        if (OF_FEEDS.stream().anyMatch(name::startsWith)) {
            return FEEDS;
        }
        return OF_JVM.stream().anyMatch(name::startsWith) ? JVM : OTHER;
    }
}
