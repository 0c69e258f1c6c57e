package io.tributary.gateway.tenant;

/** What came of making an account a member. */
public sealed interface JoinOutcome {

    /** It is a member now; {@code fresh} is false when it was one before. */
    record Joined(Member member, boolean fresh) implements JoinOutcome {}

    /** The name or the address belongs to an account that is not this tenant's. */
    record Elsewhere() implements JoinOutcome {}

    /** The identity provider does not accept the account, for instance its address or its password. */
    record NotAccepted() implements JoinOutcome {}
}
