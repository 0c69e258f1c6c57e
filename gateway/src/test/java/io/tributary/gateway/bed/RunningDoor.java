package io.tributary.gateway.bed;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The running gateway with a fake service behind each address but activation's, where nobody listens, and an issuer
 * whose tokens it believes. It knows two tenants: {@code acme}, and {@code asleep}, which is suspended.
 */
public final class RunningDoor implements AutoCloseable {

    public static final int BODY_LIMIT = 64 * 1024;
    /** So low that the slowest machine is beyond it. */
    public static final int KEY_LIMIT = 2;

    private final FakeService ingestion = FakeService.start();
    private final FakeService identity = FakeService.start();
    private final FakeService segment = FakeService.start();
    private final LocalIssuer issuer = new LocalIssuer();
    private final RunningGateway gateway = RunningGateway.start(newDatabase(), options());
    private final Calls calls = new Calls(gateway.url());

    RunningDoor() {
        gateway.sql("insert into tenant (tenant, name, time_zone, region, events_per_second, event_bytes, batch_bytes,"
                + " batch_events, status, revision, created_at) values"
                + " ('acme', 'Acme', 'UTC', 'DE', 0, 0, 0, 0, 'ACTIVE', 1, now()),"
                + " ('asleep', 'Asleep', 'UTC', 'DE', 0, 0, 0, 0, 'SUSPENDED', 1, now())");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> calls.get("/api/v1/tenant", Calls.bearer(admin())).status() == 200);
    }

    private Map<String, String> options() {
        var options = new HashMap<String, String>();
        options.put(
                "spring.security.oauth2.resourceserver.jwt.issuer-uri",
                issuer.url().toString());
        options.put(
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
                issuer.url() + "/protocol/openid-connect/certs");
        options.put("cdp.gateway.services.ingestion.url", ingestion.url().toString());
        options.put("cdp.gateway.services.identity.url", identity.url().toString());
        options.put("cdp.gateway.services.segment.url", segment.url().toString());
        options.put("cdp.gateway.services.activation.url", deadAddress().toString());
        options.put("cdp.gateway.services.identity.timeout", "700ms");
        options.put("cdp.gateway.services.ingestion.timeout", "1s");
        options.put("cdp.gateway.limits.collector-body", BODY_LIMIT + "B");
        options.put("cdp.gateway.limits.api-body", BODY_LIMIT + "B");
        options.put("cdp.gateway.limits.per-write-key", Integer.toString(KEY_LIMIT));
        return options;
    }

    private static String newDatabase() {
        return "gateway_door_" + UUID.randomUUID().toString().replace('-', '_');
    }

    /** Where nobody listens any more. */
    private static URI deadAddress() {
        try (var gone = FakeService.start()) {
            return gone.url();
        }
    }

    public FakeService ingestion() {
        return ingestion;
    }

    public FakeService identity() {
        return identity;
    }

    public FakeService segment() {
        return segment;
    }

    public LocalIssuer issuer() {
        return issuer;
    }

    public RunningGateway gateway() {
        return gateway;
    }

    public Calls calls() {
        return calls;
    }

    /** A token of an admin of {@code acme}. */
    public String admin() {
        return issuer.token(List.of("acme"), "admin");
    }

    @Override
    public void close() {
        gateway.close();
        issuer.close();
        segment.close();
        identity.close();
        ingestion.close();
    }
}
