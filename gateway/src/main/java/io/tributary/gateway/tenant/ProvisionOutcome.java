package io.tributary.gateway.tenant;

import java.util.List;

/** What came of creating a tenant. */
public sealed interface ProvisionOutcome {

    /** The tenant and its first admin are usable. */
    record Created(Tenant tenant, Member admin) implements ProvisionOutcome {}

    record Invalid(List<Violation> violations) implements ProvisionOutcome {}

    /** A finished tenant has this key. */
    record KeyTaken() implements ProvisionOutcome {}

    /** The admin's name or address belongs to an account of another tenant. */
    record AdminElsewhere() implements ProvisionOutcome {}

    /** The identity provider does not accept the admin's account. */
    record AdminNotAccepted() implements ProvisionOutcome {}
}
