package io.tributary.embedded.server;

import io.tributary.embedded.process.Ports;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The loopback ports of all servers: free ones, or a row of seven from a fixed start (Kafka +0, its controller +1,
 * Elasticsearch +2, its transport +3, PostgreSQL +4, Keycloak +5, its management +6).
 */
public record PortPlan(
        int kafka,
        int kafkaController,
        int elasticsearch,
        int elasticsearchTransport,
        int postgres,
        int keycloak,
        int keycloakManagement) {

    private static final int COUNT = 7;

    /** Seven in a row from {@code first}, or seven free ones for 0. */
    public static PortPlan from(int first) throws IOException {
        if (first == 0) {
            return of(Ports.free(COUNT));
        }
        return of(IntStream.range(first, first + COUNT).boxed().toList());
    }

    private static PortPlan of(List<Integer> ports) {
        return new PortPlan(
                ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), ports.get(5), ports.get(6));
    }

    /** Refuses a port that somebody else uses, with words that help. */
    public static void requireFree(String use, int port) throws IOException {
        if (!Ports.isFree(port)) {
            throw new IOException("port " + port + " (" + use + ") is taken by another program:"
                    + " stop that program, or choose another row of ports (portsFrom)");
        }
    }
}
