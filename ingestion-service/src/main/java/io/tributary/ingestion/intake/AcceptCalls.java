package io.tributary.ingestion.intake;

import io.tributary.ingestion.source.KeyLookup;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.WriteKeys;
import io.tributary.ingestion.tenant.RateBudgets;
import io.tributary.ingestion.tenant.TenantState;
import io.tributary.ingestion.tenant.Tenants;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes a request in: reads it, finds out whose it is, judges each call, and answers only after the log has every verdict
 * that must be kept. A request that is turned away leaves nothing behind.
 */
public final class AcceptCalls {

    /** What a request may grow to when each call repeats what the envelope says once, as a multiple of the body limit. */
    private static final int MAX_GROWTH = 2;

    // Jitsu's client sends its key in a header, and in the body one of which it shows the beginning only.
    private static final String MASK = "***";

    /** What the door knows, all of it in memory. */
    public record Door(WriteKeys keys, Tenants tenants, RateBudgets rates, EventLimits limits) {}

    /** The two clocks: suite time for what happened, real time for keys. */
    public record Clocks(Clock suite, Clock real) {}

    private final CallReader reader = new CallReader();
    private final Door door;
    private final Clocks clocks;
    private final IntakePolicy policy;
    private final EventLog log;
    private final IntakeCounts counts;

    public AcceptCalls(Door door, Clocks clocks, IntakePolicy policy, EventLog log, IntakeCounts counts) {
        this.door = door;
        this.clocks = clocks;
        this.policy = policy;
        this.log = log;
        this.counts = counts;
    }

    /** Fails with {@code BrokerUnavailable} when the log does not take the write. Counts every outcome. */
    public Mono<CollectorAnswer> accept(CollectorRequest request) {
        return Mono.defer(() -> switch (read(request)) {
                    case Reading.Malformed malformed -> Mono.just(new CollectorAnswer.Malformed(malformed.detail()));
                    case Reading.WrongShape shape ->
                        Mono.just(new CollectorAnswer.WrongShape(shape.pointer(), shape.detail()));
                    case Reading.Envelope envelope -> admit(request, envelope);
                })
                .doOnNext(answer -> {
                    if (answer instanceof CollectorAnswer.TurnedAway) {
                        counts.turnedAway(answer.getClass().getSimpleName());
                    }
                })
                .doOnError(fault -> counts.turnedAway(fault.getClass().getSimpleName()));
    }

    /** The answer that the one key outside of the body asks for already, whatever the body says; null when it has to be read. */
    public CollectorAnswer.@Nullable TurnedAway refusal(List<String> keys) {
        if (keys.size() != 1) {
            return null;
        }
        var refusal = switch (lookUp(keys.getFirst())) {
            case KeyLookup.Unknown _ -> new CollectorAnswer.UnknownKey();
            case KeyLookup.Disabled _ -> new CollectorAnswer.SourceDisabled();
            case KeyLookup.Found _ -> null;
        };
        if (refusal != null) {
            counts.turnedAway(refusal.getClass().getSimpleName());
        }
        return refusal;
    }

    /** The key that a request without a body names; for the routes that only look a source up. */
    public KeyLookup lookUp(String writeKey) {
        return door.keys().find(writeKey, clocks.real().instant());
    }

    private Reading read(CollectorRequest request) {
        return request.route() == null
                ? reader.readBatch(request.body().array())
                : reader.readOne(request.body().array());
    }

    private Mono<CollectorAnswer> admit(CollectorRequest request, Reading.Envelope envelope) {
        var keys = new HashSet<>(request.keys());
        if (!envelope.writeKey().isEmpty() && !envelope.writeKey().endsWith(MASK)) {
            keys.add(envelope.writeKey());
        }
        if (keys.size() > 1) {
            return Mono.just(new CollectorAnswer.ConflictingKeys());
        }
        if (keys.isEmpty()) {
            return Mono.just(new CollectorAnswer.UnknownKey());
        }
        return switch (lookUp(keys.iterator().next())) {
            case KeyLookup.Unknown _ -> Mono.just(new CollectorAnswer.UnknownKey());
            case KeyLookup.Disabled _ -> Mono.just(new CollectorAnswer.SourceDisabled());
            case KeyLookup.Found found -> admit(request, envelope, found.source());
        };
    }

    private Mono<CollectorAnswer> admit(CollectorRequest request, Reading.Envelope envelope, Source source) {
        var tenant = door.tenants().state(source.tenant());
        var limits = door.limits().with(tenant.limits());
        var turnedAway = turnedAway(request, envelope, source, tenant, limits);
        if (turnedAway != null) {
            return Mono.just(turnedAway);
        }
        var arrival = Arrival.atTheDoor(
                source, request.route(), clocks.suite().instant(), request.sending() != Sending.FIRST, limits);
        var verdicts = policy.judge(envelope.calls(), envelope.shared(), arrival);
        var lane = request.sending() == Sending.REPLAY ? Lane.BULK : Lane.of(source);
        return log.append(lane, source, arrival.receivedAt(), verdicts).then(Mono.fromSupplier(() -> {
            counts.count(source, verdicts);
            return new CollectorAnswer.Taken(verdicts);
        }));
    }

    private CollectorAnswer.@Nullable TurnedAway turnedAway(
            CollectorRequest request,
            Reading.Envelope envelope,
            Source source,
            TenantState tenant,
            EventLimits limits) {
        if (tenant.suspended()) {
            return new CollectorAnswer.TenantSuspended();
        }
        if (!source.settings().allows(request.origin())) {
            return new CollectorAnswer.OriginRefused();
        }
        if (envelope.callCount() == 0) {
            return new CollectorAnswer.WrongShape("/batch", "The batch is empty: send at least one call.");
        }
        var tooLarge = tooLarge(request, envelope, limits);
        if (tooLarge != null) {
            return tooLarge;
        }
        var spent = door.rates().take(envelope.callCount(), budgets(tenant, source));
        return spent == null ? null : new CollectorAnswer.RateLimited(spent);
    }

    private static List<RateBudgets.Budget> budgets(TenantState tenant, Source source) {
        return List.of(
                new RateBudgets.Budget(RateBudgets.Owner.TENANT, tenant.tenant(), tenant.eventsPerSecond()),
                new RateBudgets.Budget(
                        RateBudgets.Owner.SOURCE, source.id(), source.settings().eventsPerSecond()));
    }

    private static CollectorAnswer.@Nullable TooLarge tooLarge(
            CollectorRequest request, Reading.Envelope envelope, EventLimits limits) {
        if (request.body().length() > limits.batchBytes()) {
            return new CollectorAnswer.TooLarge("Send at most " + limits.batchBytes() + " bytes at once.");
        }
        if (envelope.callCount() > limits.batchEvents()) {
            return new CollectorAnswer.TooLarge("Send at most " + limits.batchEvents() + " calls at once.");
        }
        long grown = request.body().length() + (long) envelope.shared().length() * envelope.callCount();
        return grown > (long) MAX_GROWTH * limits.batchBytes()
                ? new CollectorAnswer.TooLarge("What the envelope says counts for each call:"
                        + " send fewer calls at once, or say it per call.")
                : null;
    }
}
