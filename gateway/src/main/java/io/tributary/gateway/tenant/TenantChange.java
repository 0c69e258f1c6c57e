package io.tributary.gateway.tenant;

import java.util.List;

/** What came of changing a tenant. */
public sealed interface TenantChange {

    /** It is so now; it may have been so before. */
    record Done(Tenant tenant) implements TenantChange {}

    record NotFound() implements TenantChange {}

    record Invalid(List<Violation> violations) implements TenantChange {}

    /** The tenant's status does not allow the step. */
    record NotAllowed(TenantStatus status) implements TenantChange {}

    /** The first event fixed the time zone. */
    record ZoneFixed() implements TenantChange {}
}
