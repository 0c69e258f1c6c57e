package io.tributary.ingestion.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.ingestion.adapter.http.BadRowViews.JobReference;
import io.tributary.ingestion.adapter.http.TrackingPlanViews.InferRequest;
import io.tributary.ingestion.adapter.http.TrackingPlanViews.PlanRequest;
import io.tributary.ingestion.adapter.http.TrackingPlanViews.PlanSummary;
import io.tributary.ingestion.adapter.http.TrackingPlanViews.PlanView;
import io.tributary.ingestion.adapter.http.TrackingPlanViews.ViolationView;
import io.tributary.ingestion.infer.InferPlan;
import io.tributary.ingestion.infer.InferStart;
import io.tributary.ingestion.plan.ChangePlans;
import io.tributary.ingestion.plan.PlanChange;
import io.tributary.ingestion.plan.TrackingPlan;
import io.tributary.ingestion.plan.TrackingPlans;
import io.tributary.ingestion.source.WriteKeys;
import io.tributary.ingestion.violation.ViolationKey.PlanVersion;
import io.tributary.ingestion.violation.Violations;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a tenant expects of its events: written, looked at, and proposed from traffic. */
@RestController
@RequestMapping("/api/v1/tracking-plans")
public class TrackingPlanController {

    /** What plans are read from and written by. */
    public record Plans(
            TrackingPlans stored, ChangePlans change, Violations violations, InferPlan infer, WriteKeys sources) {}

    private static final Duration COME_BACK = Duration.ofSeconds(60);

    private final Plans plans;
    private final Admission admission;
    private final Idempotency idempotency;

    public TrackingPlanController(Plans plans, Admission admission, Idempotency idempotency) {
        this.plans = plans;
        this.admission = admission;
        this.idempotency = idempotency;
    }

    /** The tenant's plans by id, the oldest first, without their rules. */
    @GetMapping
    public Mono<Cursor.Page<PlanSummary>> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        var caller = admission.of(token).mayRead();
        int asked = Cursor.limit(limit);
        return plans.stored()
                .list(caller.tenant(), Cursor.decode(cursor), asked + 1)
                .collectList()
                .map(read -> Cursor.page(read, asked, TrackingPlan::id, PlanSummary::of));
    }

    /** Creates a plan; an enabled one judges from now on. */
    @PostMapping
    public Mono<ResponseEntity<PlanView>> create(
            @AuthenticationPrincipal Jwt token, @Valid @RequestBody PlanRequest request, ServerWebExchange exchange) {
        var caller = admission.of(token).mayWrite();
        return idempotency.once(
                exchange,
                caller.tenant(),
                request,
                PlanView.class,
                HttpStatus.CREATED,
                () -> plans.change()
                        .create(caller.tenant(), request.settings(), request.rules())
                        .map(TrackingPlanController::view));
    }

    /** The latest version, or an older one. */
    @GetMapping("/{id}")
    public Mono<PlanView> get(
            @AuthenticationPrincipal Jwt token, @PathVariable String id, @RequestParam @Nullable Integer version) {
        return find(admission.of(token).mayRead().tenant(), id, version).map(PlanView::of);
    }

    /** Writes the next version; refused when it did not start from the latest. */
    @PutMapping("/{id}")
    public Mono<PlanView> put(
            @AuthenticationPrincipal Jwt token, @PathVariable String id, @Valid @RequestBody PlanRequest request) {
        var caller = admission.of(token).mayWrite();
        return plans.change()
                .change(caller.tenant(), id, request.startedFrom(), request.settings(), request.rules())
                .map(TrackingPlanController::view);
    }

    /** What was done against a version of the plan, the latest by default. Written a few seconds after it was done. */
    @GetMapping("/{id}/violations")
    public Mono<Cursor.Page<ViolationView>> violations(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String id,
            @RequestParam @Nullable Integer version,
            @RequestParam @Nullable String source,
            @RequestParam @Nullable String event,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        var caller = admission.of(token).mayRead();
        int asked = Cursor.limit(limit);
        var after = Cursor.decode(cursor);
        return find(caller.tenant(), id, version)
                .map(plan ->
                        new Violations.Question(new PlanVersion(caller.tenant(), id, plan.version()), source, event))
                .flatMap(question -> plans.violations()
                        .list(question, after, asked + 1)
                        .collectList()
                        .map(read -> Cursor.page(read, asked, plans.violations()::position, ViolationView::of)));
    }

    /** Proposes a plan from traffic; the job's result holds it, and nothing is judged by it until it is posted. */
    @PostMapping("/infer")
    public Mono<ResponseEntity<JobReference>> infer(
            @AuthenticationPrincipal Jwt token,
            @Valid @RequestBody(required = false) @Nullable InferRequest request,
            ServerWebExchange exchange) {
        var caller = admission.of(token).mayWrite();
        var asked = request == null ? new InferRequest(null, null) : request;
        var source = asked.source() == null ? "" : asked.source();
        if (!source.isEmpty() && plans.sources().source(caller.tenant(), source).isEmpty()) {
            throw ProblemException.invalid("/source", "unknown-source", "There is no such source.");
        }
        return idempotency.once(
                exchange,
                caller.tenant(),
                asked,
                JobReference.class,
                HttpStatus.ACCEPTED,
                () -> plans.infer()
                        .start(caller.tenant(), source, asked.daysOrAll())
                        .map(TrackingPlanController::reference));
    }

    private static JobReference reference(InferStart start) {
        return switch (start) {
            case InferStart.Started started -> new JobReference(started.job().id());
            case InferStart.AlreadyAsked _ ->
                throw new ProblemException(
                        ProblemType.CONFLICT, "A plan is being inferred already: wait for that job.");
            case InferStart.Full _ ->
                throw new ProblemException(
                        ProblemType.QUOTA_EXCEEDED, "Too many inferences wait: ask again later.", List.of(), COME_BACK);
        };
    }

    private Mono<TrackingPlan> find(String tenant, String id, @Nullable Integer version) {
        var found = version == null
                ? plans.stored().find(tenant, id)
                : plans.stored().find(tenant, id, version);
        return found.switchIfEmpty(Mono.error(() -> ProblemException.notFound("tracking plan")));
    }

    /** One answer per outcome. No default: a new outcome does not compile until it has its answer here. */
    private static PlanView view(PlanChange change) {
        return switch (change) {
            case PlanChange.Done done -> PlanView.of(done.plan());
            case PlanChange.Invalid invalid ->
                throw new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "The plan breaks a rule: see violations.",
                        invalid.problems().stream()
                                .map(it -> new Violation(it.pointer(), it.rule(), it.message()))
                                .toList(),
                        Duration.ZERO);
            case PlanChange.NotFound _ -> throw ProblemException.notFound("tracking plan");
            case PlanChange.Stale stale ->
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "The latest version is " + stale.version() + ": read it, and change that one.");
            case PlanChange.Overlapping overlapping ->
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "The enabled plan " + overlapping.planId()
                                + " judges the same sources: disable it, or part them.");
            case PlanChange.Full full -> throw new ProblemException(ProblemType.CONFLICT, full.limit());
        };
    }
}
