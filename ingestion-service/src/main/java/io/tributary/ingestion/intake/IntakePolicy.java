package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.EventTimes;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.event.Person;
import io.tributary.ingestion.event.TrackingEvent;
import io.tributary.ingestion.plan.PlanVerdict;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.tenant.TenantState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a received call enters the pipeline, and as what. No clock and no I/O: the time comes with the arrival,
 * message ids for calls without one and ids of bad rows from who makes them, blocked people and what each tenant decides from
 * memory.
 */
public record IntakePolicy(
        TimePolicy times, DoorList doorList, TenantRules rules, MessageIds newMessageIds, Supplier<String> newRowIds) {

    /** The same policy with ids from elsewhere: work that may be repeated needs the same ids again. */
    public IntakePolicy withMessageIds(Supplier<String> ids) {
        return new IntakePolicy(times, doorList, rules, (sent, arrival, place) -> ids.get(), newRowIds);
    }

    /** Judges a stored or imported call, which travels alone. */
    public IntakeVerdict judge(SentCall sent, Arrival arrival) {
        return judge(sent, SentWith.NOTHING, arrival);
    }

    /** Judges a stored call that came with that; the arrival says whether it was sent again. */
    public IntakeVerdict judge(SentCall sent, SentWith with, Arrival arrival) {
        return judge(sent, with.shared(), arrival);
    }

    IntakeVerdict judge(SentCall sent, Shared shared, Arrival arrival) {
        return judge(List.of(sent), shared, arrival).getFirst();
    }

    /**
     * The refusal of something that could not be judged as a call. Of what it was made of only that is kept which may be: bytes
     * that are no call cannot be cleaned.
     */
    public IntakeVerdict.Refused refuse(Refusal refusal, SentCall sent, Arrival arrival) {
        return refused(refusal, sent, null, new Surroundings(Shared.NOTHING, arrival, rules.of(arrival), 0));
    }

    /** The call as far as its tenant lets it be kept. */
    public JsonBytes kept(SentCall sent, Arrival arrival) {
        return rules.clean(sent, rules.of(arrival)).source();
    }

    /** How much its tenant may send. */
    public EventLimits limits(Arrival arrival) {
        return arrival.limits().with(rules.of(arrival).limits());
    }

    /** Whether the tenant keeps anything out, so that nothing may be kept that cannot be cleaned. */
    public boolean keepsOut(Arrival arrival) {
        return !rules.of(arrival).privateFields().isEmpty();
    }

    /** One verdict per call, in their order. */
    List<IntakeVerdict> judge(List<SentCall> calls, Shared shared, Arrival arrival) {
        var tenant = rules.of(arrival);
        var clean = rules.clean(shared, tenant);
        var suppressions = new Suppressions(doorList, tenant.region());
        var limits = arrival.limits().with(tenant.limits());
        var around = new Surroundings(clean, arrival, tenant, 0);
        var verdicts = new ArrayList<IntakeVerdict>(calls.size());
        for (var sent : calls) {
            var type = typeOf(sent, arrival);
            var verdict =
                    judge(sent, type, CallRules.refusalOf(sent, type, shared, limits), around.at(verdicts.size()));
            // Last, so that the reply is what anybody would get. What is refused anyway is nobody's return.
            var passing = verdict instanceof IntakeVerdict.Accepted ? type : null;
            verdicts.add(suppressions.isAbout(sent, passing, shared, arrival) ? suppressed(verdict) : verdict);
        }
        return List.copyOf(verdicts);
    }

    /** What is known about a call beside the call; nothing in it is private. */
    private record Surroundings(Shared shared, Arrival arrival, TenantState tenant, int place) {

        Surroundings at(int next) {
            return next == place ? this : new Surroundings(shared, arrival, tenant, next);
        }

        SentWith sentWith() {
            return SentWith.of(shared, arrival.retried());
        }
    }

    private static @Nullable CallType typeOf(SentCall sent, Arrival arrival) {
        if (arrival.route() != null) {
            return arrival.route();
        }
        var type = sent.text(Field.TYPE);
        return CallType.named(type.isEmpty() ? sent.text(Field.ACTION) : type);
    }

    private IntakeVerdict judge(
            SentCall sent, @Nullable CallType type, @Nullable Refusal refusal, Surroundings around) {
        if (refusal != null || type == null) {
            return refused(refusal == null ? new Refusal.UnknownType() : refusal, sent, type, around);
        }
        var sentTimes = new SentTimes(sent, around.shared());
        var invalid = sentTimes.invalid();
        return invalid == null
                ? judge(sent, type, sentTimes, around)
                : refused(new Refusal.InvalidTime(invalid), sent, type, around);
    }

    private IntakeVerdict.Refused refused(
            Refusal refusal, SentCall sent, @Nullable CallType type, Surroundings around) {
        var messageId = sent.text(Field.MESSAGE_ID);
        // An id that is refused itself is not passed on as one.
        boolean isGood = messageId.length() <= CallRules.MAX_MESSAGE_ID && Utf8.isStorable(messageId);
        var naming = new TenantRules.Naming(
                newRowIds.get(), isGood ? messageId : "", type == null ? "" : type.wireName(), around.sentWith());
        return rules.refused(refusal, sent, naming, around.tenant());
    }

    private static IntakeVerdict suppressed(IntakeVerdict verdict) {
        return switch (verdict) {
            case IntakeVerdict.Accepted accepted ->
                new IntakeVerdict.Suppressed(accepted.messageId(), accepted.idWasGiven(), null);
            case IntakeVerdict.Refused refused ->
                new IntakeVerdict.Suppressed(refused.messageId(), false, refused.refusal());
            case IntakeVerdict.Suppressed suppressed -> suppressed;
        };
    }

    /** Judges a good call by what its tenant keeps out, and then by its plan: the plan sees what would be stored. */
    private IntakeVerdict judge(SentCall sent, CallType type, SentTimes sentTimes, Surroundings around) {
        var clean = rules.clean(sent, around.tenant());
        var read = new ReadCall(clean, type, around.shared());
        var resolved = timesOf(sent, sentTimes, around);
        return switch (planned(read, type, around)) {
            case PlanVerdict.Kept kept -> accepted(sent, read, resolved, kept.findings(), around);
            case PlanVerdict.Trimmed trimmed ->
                accepted(
                        sent,
                        read.without(trimmed.omissions(), trimmed.members()),
                        resolved,
                        trimmed.findings(),
                        around);
            case PlanVerdict.Blocked blocked ->
                refused(
                        new Refusal.PlanViolation(
                                read.objectPointer() + blocked.pointer(), blocked.rule(), blocked.findings()),
                        sent,
                        type,
                        around);
        };
    }

    /** A merge states no traits, so what a plan asks of an identify does not hold for it. */
    private PlanVerdict planned(ReadCall read, CallType type, Surroundings around) {
        var plan = rules.plans()
                .of(around.tenant().tenant(), around.arrival().source().id());
        return plan == null || type == CallType.MERGE
                ? new PlanVerdict.Kept(PlanVerdict.Findings.NONE)
                : plan.judge(read.call());
    }

    private IntakeVerdict accepted(
            SentCall sent, ReadCall read, EventTimes resolved, PlanVerdict.Findings findings, Surroundings around) {
        var sentId = sent.text(Field.MESSAGE_ID);
        var event = new TrackingEvent(
                sentId.isEmpty() ? newMessageIds.of(sent, around.arrival(), around.place()) : sentId,
                new Person(sent.text(Field.ANONYMOUS_ID), sent.text(Field.USER_ID)),
                read.call(),
                resolved,
                read.context(),
                read.integrations(),
                read.asSent());
        return new IntakeVerdict.Accepted(event, sentId.isEmpty(), findings);
    }

    /** From the call as it was sent: a library or channel that is private still says whose clock it was. */
    private EventTimes timesOf(SentCall sent, SentTimes sentTimes, Surroundings around) {
        var arrival = around.arrival();
        var settings = arrival.source().settings();
        boolean corrects = settings.correctsSkew() && around.tenant().correctsSkew();
        return times.resolve(
                sentTimes.sent(),
                new TimePolicy.Arrival(
                        arrival.receivedAt(),
                        arrival.retried() || !corrects,
                        settings.historical(),
                        SentTimes.areOfADevice(sent, around.shared())));
    }
}
