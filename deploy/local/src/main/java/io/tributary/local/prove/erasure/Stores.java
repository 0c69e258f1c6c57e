package io.tributary.local.prove.erasure;

import io.tributary.local.suite.DataDir;
import io.tributary.local.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where everything of a run lies, as the searching program is told. */
final class Stores {

    private static final String SEGMENT = "segment-service";
    private static final String DOUBLES = "doubles";
    /** Folders whose content is asked of the server, which knows what in its files is still data. */
    private static final List<String> SERVERS = List.of("postgres", "kafka", "elasticsearch");

    private final Suite suite;
    private final DataDir data;
    private final ByteSearch search;

    Stores(Suite suite, DataDir data, ByteSearch search) {
        this.suite = suite;
        this.data = data;
        this.search = search;
    }

    /**
     * What the servers answer and every file of our services; not the topology's state, which is in memory while it runs, nor
     * the doubles' journals, which hold how everything came about until the doubles start again.
     */
    ByteSearch.Answer running() throws InterruptedException {
        var where = serversAndFiles();
        where.addAll(List.of("--skip", data.doubles().toString()));
        return search.search(where);
    }

    /** All of it: the topology is stopped, so that its state is on the disk, and the doubles are started again. */
    ByteSearch.Answer everything() throws InterruptedException {
        suite.kill(DOUBLES);
        suite.restart(DOUBLES);
        suite.stop(SEGMENT);
        try {
            var where = serversAndFiles();
            where.addAll(List.of("--state", data.streamsState().toString()));
            return search.search(where);
        } finally {
            suite.restart(SEGMENT);
        }
    }

    ByteSearch.Answer uploads() throws InterruptedException {
        return search.search(List.of("--files", data.imports().toString()));
    }

    /** Bytes that no store answers any more, in files that its server has not written over yet. */
    Map<String, ByteSearch.Answer> leftBehind() throws InterruptedException {
        var servers = data.servers();
        return Map.of(
                "Kafka's segments",
                        search.search(List.of(
                                "--topic-files", servers.resolve("kafka").toString())),
                "PostgreSQL's pages and log",
                        search.search(
                                List.of("--raw", servers.resolve("postgres").toString())),
                "Elasticsearch's segments",
                        search.search(List.of(
                                "--raw", servers.resolve("elasticsearch").toString())),
                "RocksDB's tables",
                        search.search(List.of("--raw", data.streamsState().toString())));
    }

    private List<String> serversAndFiles() {
        var where = new ArrayList<>(List.of(
                "--postgres", suite.databaseUrl(),
                "--kafka", suite.kafkaBootstrap(),
                "--elasticsearch", suite.elasticsearch().toString(),
                "--files", data.root().toString(),
                "--skip", data.streamsState().toString(),
                // What the platforms were asked is their own; what they hold is searched.
                "--skip", data.doubles().resolve("requests").toString()));
        SERVERS.forEach(
                it -> where.addAll(List.of("--skip", data.servers().resolve(it).toString())));
        return where;
    }
}
