package io.tributary.ingestion.intake;

import io.tributary.ingestion.tenant.RateBudgets;
import java.util.List;

/** What the collector tells a client about its request. */
public sealed interface CollectorAnswer {

    /** Durable: one verdict per call, in the order of the body. */
    record Taken(List<IntakeVerdict> verdicts) implements CollectorAnswer {}

    /** The request as a whole is refused; nothing of it is kept. */
    sealed interface TurnedAway extends CollectorAnswer {}

    /** The body is not JSON as we read it. */
    record Malformed(String detail) implements TurnedAway {}

    /** JSON of another shape, or a batch without calls. */
    record WrongShape(String pointer, String detail) implements TurnedAway {}

    /** More bytes or more calls than the tenant may send at once. */
    record TooLarge(String detail) implements TurnedAway {}

    /** No write key, or one that opens nothing. */
    record UnknownKey() implements TurnedAway {}

    /** Header, query and body name different keys. */
    record ConflictingKeys() implements TurnedAway {}

    record SourceDisabled() implements TurnedAway {}

    record TenantSuspended() implements TurnedAway {}

    /** The source is bound to other web origins. */
    record OriginRefused() implements TurnedAway {}

    /** The tenant or the source sends faster than it may. */
    record RateLimited(RateBudgets.Spent spent) implements TurnedAway {}
}
