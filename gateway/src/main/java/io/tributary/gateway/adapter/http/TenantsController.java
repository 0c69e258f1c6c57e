package io.tributary.gateway.adapter.http;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.contracts.problem.ProblemType;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.gateway.adapter.http.problem.ProblemException;
import io.tributary.gateway.tenant.ChangeTenant;
import io.tributary.gateway.tenant.ProvisionOutcome;
import io.tributary.gateway.tenant.ProvisionTenant;
import io.tributary.gateway.tenant.Tenant;
import io.tributary.gateway.tenant.TenantChange;
import io.tributary.gateway.tenant.Tenants;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The tenants of the installation, for its administrators only; the door checks that. */
@Tag(name = "tenants")
@RestController
@RequestMapping("/api/v1/tenants")
class TenantsController {

    private final Tenants tenants;
    private final ProvisionTenant provision;
    private final ChangeTenant change;
    private final Repeats repeats;

    TenantsController(Tenants tenants, ProvisionTenant provision, ChangeTenant change, Repeats repeats) {
        this.tenants = tenants;
        this.provision = provision;
        this.change = change;
        this.repeats = repeats;
    }

    @GetMapping
    Mono<ListAnswer<TenantView>> list(ServerWebExchange exchange) {
        var paging = Paging.of(exchange);
        return tenants.list(paging.position(), paging.limit() + 1)
                .map(read -> ListAnswer.of(read, paging.limit(), TenantView::of, Tenant::key));
    }

    @PostMapping
    Mono<ResponseEntity<String>> create(ServerWebExchange exchange, @RequestBody NewTenantRequest request) {
        return repeats.created(
                exchange,
                RecordKey.PLATFORM,
                request,
                () -> provision
                        .provision(Texts.orEmpty(request.key()), request.settings(), request.firstAdmin())
                        .map(TenantsController::created));
    }

    private static Object created(ProvisionOutcome outcome) {
        return switch (outcome) {
            case ProvisionOutcome.Created created ->
                new CreatedTenantView(TenantView.of(created.tenant()), MemberView.of(created.admin()));
            case ProvisionOutcome.Invalid invalid -> throw ProblemException.invalid(invalid.violations());
            case ProvisionOutcome.KeyTaken _ ->
                throw new ProblemException(ProblemType.ALREADY_EXISTS, "Choose another key for the tenant.");
            case ProvisionOutcome.AdminElsewhere _ ->
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "The user name or e-mail address belongs to an account of another tenant; an account has one tenant.");
            case ProvisionOutcome.AdminNotAccepted _ ->
                throw ProblemException.invalid(
                        "/admin",
                        "NOT_ACCEPTED",
                        "The identity provider does not accept this address, name or password.");
        };
    }

    @GetMapping("/{id}")
    Mono<TenantView> get(@PathVariable String id) {
        return tenants.find(id).map(TenantView::of).switchIfEmpty(Mono.error(TenantAnswers::notFound));
    }

    @PostMapping("/{id}/suspend")
    Mono<TenantView> suspend(@PathVariable String id) {
        return change.suspend(id).map(TenantAnswers::view);
    }

    @PostMapping("/{id}/resume")
    Mono<TenantView> resume(@PathVariable String id) {
        return change.resume(id).map(TenantAnswers::view);
    }

    @PostMapping("/{id}/delete")
    Mono<TenantView> delete(@PathVariable String id) {
        return change.delete(id).map(TenantAnswers::view);
    }

    /** One answer per outcome of a change. */
    static final class TenantAnswers {

        private TenantAnswers() {}

        static TenantView view(TenantChange outcome) {
            return switch (outcome) {
                case TenantChange.Done done -> TenantView.of(done.tenant());
                case TenantChange.NotFound _ -> throw notFound();
                case TenantChange.Invalid invalid -> throw ProblemException.invalid(invalid.violations());
                case TenantChange.NotAllowed refused ->
                    throw new ProblemException(
                            ProblemType.CONFLICT,
                            "The tenant is " + refused.status().name().toLowerCase(Locale.ROOT) + ".");
                case TenantChange.ZoneFixed _ ->
                    throw new ProblemException(
                            ProblemType.TIME_ZONE_FIXED,
                            "Leave the time zone as it is: days of events that came already would move.");
            };
        }

        static ProblemException notFound() {
            return new ProblemException(ProblemType.NOT_FOUND, "There is no such tenant.");
        }
    }
}
