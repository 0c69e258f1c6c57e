package io.tributary.gateway.adapter.http;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.gateway.adapter.http.TenantsController.TenantAnswers;
import io.tributary.gateway.adapter.http.door.Admitted;
import io.tributary.gateway.tenant.ChangeTenant;
import io.tributary.gateway.tenant.Tenants;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The caller's own tenant: every member reads its settings, an admin changes them. */
@Tag(name = "tenant")
@RestController
@RequestMapping("/api/v1/tenant")
class TenantController {

    private final Tenants tenants;
    private final ChangeTenant change;

    TenantController(Tenants tenants, ChangeTenant change) {
        this.tenants = tenants;
        this.change = change;
    }

    @GetMapping
    Mono<TenantView> get(ServerWebExchange exchange) {
        return tenants.find(Admitted.of(exchange).tenant())
                .map(TenantView::of)
                .switchIfEmpty(Mono.error(TenantAnswers::notFound));
    }

    @PutMapping
    Mono<TenantView> put(ServerWebExchange exchange, @RequestBody TenantSettingsRequest request) {
        var admin = Admitted.adminOf(exchange);
        return change.setUp(admin.tenant(), before -> request.settings(before.privateFields()))
                .map(TenantAnswers::view);
    }
}
