package io.tributary.activation.adapter.http;

import io.tributary.activation.delivery.Deliveries;
import io.tributary.activation.delivery.Delivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Every request that contained a person, with the gate's verdict at that attempt. */
@RestController
class DeliveryController {

    private final Callers callers;
    private final Deliveries deliveries;
    private final Lift lift;

    DeliveryController(Callers callers, Deliveries deliveries, Lift lift) {
        this.callers = callers;
        this.deliveries = deliveries;
        this.lift = lift;
    }

    record DeliveryView(
            String id,
            String audienceId,
            String runId,
            String profileId,
            String op,
            String identifier,
            String verdict,
            int rows,
            String requestHash,
            int status,
            String outcome,
            Instant at) {

        static DeliveryView of(Delivery it) {
            return new DeliveryView(
                    it.id(),
                    it.audienceId(),
                    it.runId(),
                    it.profileId(),
                    it.op().wireName(),
                    it.kind(),
                    it.verdict(),
                    it.rows(),
                    it.requestHash(),
                    it.status(),
                    it.outcome(),
                    it.at());
        }
    }

    @GetMapping("/api/v1/deliveries")
    Mono<Page<DeliveryView>> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam String profileId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int size = Page.limit(limit);
        var before = Page.position(cursor);
        return lift.call(() -> Page.of(
                deliveries.of(caller.tenant(), profileId, before, size + 1).stream()
                        .map(DeliveryView::of)
                        .toList(),
                size,
                DeliveryView::id));
    }
}
