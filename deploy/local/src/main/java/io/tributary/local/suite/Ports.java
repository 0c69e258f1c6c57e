package io.tributary.local.suite;

import java.net.URI;

/**
 * The loopback ports of a run, all counted from one: services from {@code base}, their management ports from
 * {@code base + 10}, the doubles at {@code base + 18}, the servers from {@code base + 20}; a second process of a service from
 * {@code base + 5}, with its management port from {@code base + 27}.
 */
public record Ports(int base) {

    /** The gateway at 8080, as the API's documentation says. */
    public static final int DEFAULT_BASE = 8080;

    private static final int SECOND = 5;
    private static final int MANAGEMENT = 10;
    private static final int DOUBLES = 18;
    private static final int SERVERS = 20;
    private static final int ELASTICSEARCH = 2;
    private static final int SECOND_MANAGEMENT = 27;

    /** Where a service of an embedded run listens, for who did not start it. */
    public URI address(Service service) {
        return loopback(of(service));
    }

    public URI managementAddress(Service service) {
        return loopback(managementOf(service));
    }

    public URI elasticsearch() {
        return loopback(servers() + ELASTICSEARCH);
    }

    private static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    int of(Service service) {
        return base + service.portOffset();
    }

    int managementOf(Service service) {
        return base + MANAGEMENT + service.portOffset();
    }

    int ofSecond(Service service) {
        return base + SECOND + service.portOffset();
    }

    int managementOfSecond(Service service) {
        return base + SECOND_MANAGEMENT + service.portOffset();
    }

    int doubles() {
        return base + DOUBLES;
    }

    int servers() {
        return base + SERVERS;
    }
}
