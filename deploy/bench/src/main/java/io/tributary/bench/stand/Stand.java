package io.tributary.bench.stand;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import io.tributary.local.setup.Setup;
import io.tributary.local.suite.DataDir;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.RunShape;
import io.tributary.local.suite.Service;
import io.tributary.local.suite.Suite;
import io.tributary.local.suite.SuiteSpec;
import io.tributary.local.watch.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A suite that can be measured: full compiler, larger heaps, no limit on what one address or key may send, a tenant with
 * one source. Its data is thrown away.
 */
public final class Stand implements AutoCloseable {

    /**
     * Where a stand is: the checkout, its data, its ports and who hears of its progress.
     *
     * @param small processes as in a local run, which start sooner and whose figures mean nothing
     */
    public record Place(Path project, DataDir data, Ports ports, Progress progress, boolean small) {}

    /** The key of its tenant. */
    public static final String TENANT = "acme";

    /** How many ports it takes: those of a suite, and one for a program of the bench. */
    public static final int PORTS = 28;

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Map<String, String> NO_LIMITS = Map.of(
            "CDP_GATEWAY_LIMITS_PERWRITEKEY", "1000000",
            "CDP_GATEWAY_LIMITS_PERADDRESS", "1000000");

    private final Place place;
    private final Suite suite;
    private final Api api;
    private final Thread stopper;
    private String writeKey = "";

    private Stand(Place place, Set<Service> services) {
        this.place = place;
        var shape = new RunShape(services, !place.small(), Map.of(Service.GATEWAY, NO_LIMITS));
        var clock = Clock.systemUTC();
        this.suite = new Suite(
                new SuiteSpec(place.project(), place.data(), place.ports(), null, shape), clock, place.progress());
        this.stopper = new Thread(suite::close, "stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        suite.start();
        this.api = new Api(suite.gateway(), suite.tokenUrl(), clock);
    }

    /** Returns when an event has been accepted, direct and through the gateway. */
    public static Stand start(Place place, Set<Service> services) throws InterruptedException {
        var stand = withTenant(place, services);
        try {
            stand.writeKey = stand.api
                    .post(User.ADMIN, "/api/v1/sources", Map.of("key", "bench", "name", "Bench", "historical", false))
                    .orFail("making the source")
                    .path("writeKey")
                    .asString();
            stand.awaitAccepting(stand.suite.service(Service.INGESTION));
            stand.awaitAccepting(stand.suite.gateway());
            return stand;
        } catch (RuntimeException | InterruptedException e) {
            stand.close();
            throw e;
        }
    }

    /** One without a source: for services that are fed by their topics. The gateway must be among them. */
    public static Stand withTenant(Place place, Set<Service> services) {
        var stand = new Stand(place, services);
        try {
            new Setup(stand.api, place.data(), place.progress()).makeTenant();
            return stand;
        } catch (RuntimeException e) {
            stand.close();
            throw e;
        }
    }

    private void awaitAccepting(URI collector) throws InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        var key = Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(collector.resolve("/v1/track"))
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Basic " + key)
                .POST(HttpRequest.BodyPublishers.ofString("{\"userId\":\"user-00000000\",\"event\":\"Bench Began\"}"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            while (!accepts(http, request)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the collector at " + collector + " accepts no event");
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    private static boolean accepts(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().contains("\"accepted\":1");
        } catch (IOException e) {
            return false;
        }
    }

    public Suite suite() {
        return suite;
    }

    public Api api() {
        return api;
    }

    public String writeKey() {
        return writeKey;
    }

    @Override
    public void close() {
        suite.close();
        try {
            Runtime.getRuntime().removeShutdownHook(stopper);
        } catch (IllegalStateException e) {
            place.progress().say("stop", "interrupted");
        }
    }
}
