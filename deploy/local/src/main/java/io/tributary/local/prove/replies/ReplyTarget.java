package io.tributary.local.prove.replies;

import io.tributary.local.api.Api;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.Service;
import io.tributary.local.suite.Suite;
import java.net.URI;
import java.time.Clock;

/**
 * A running suite on this machine as the matrix sees it.
 *
 * @param collector ingestion-service itself, past the gateway
 * @param management of ingestion-service
 * @param brokerPid what is made to stand still
 * @param collectorPid whose memory is watched
 */
public record ReplyTarget(
        Api api, URI gateway, URI collector, URI management, URI elasticsearch, long brokerPid, long collectorPid) {

    private static final String MISSING =
            " does not run below the command that holds the data directory: the matrix needs"
                    + " embedded servers, started by deploy/up";

    /** The suite of this process. */
    public static ReplyTarget of(Suite suite, Api api) {
        var pids = suite.pids();
        return new ReplyTarget(
                api,
                suite.gateway(),
                suite.service(Service.INGESTION),
                suite.management(Service.INGESTION),
                suite.elasticsearch(),
                pids.getOrDefault("kafka", -1L),
                pids.getOrDefault(Service.INGESTION.module(), -1L));
    }

    /** The suite that another process holds up, as its run file tells it. */
    public static ReplyTarget of(long upPid, URI gateway, URI tokenUrl) {
        var ports = new Ports(gateway.getPort());
        return new ReplyTarget(
                new Api(gateway, tokenUrl, Clock.systemUTC()),
                gateway,
                ports.address(Service.INGESTION),
                ports.managementAddress(Service.INGESTION),
                ports.elasticsearch(),
                child(upPid, "kafka.Kafka"),
                child(upPid, "/" + Service.INGESTION.module() + "-"));
    }

    private static long child(long parent, String inItsCommand) {
        return ProcessHandle.of(parent).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(it -> it.info().commandLine().orElse("").contains(inItsCommand))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(inItsCommand + MISSING));
    }
}
