package io.tributary.gateway.access;

/** The door's verdict over one request. */
public sealed interface Access {

    /** A member of this tenant may pass. */
    record Member(String tenant) implements Access {}

    /** An administrator of the installation may pass; there is no tenant. */
    record Platform() implements Access {}

    /** Nobody passes, and this is why. */
    record Refused(Reason reason) implements Access {}

    /** Why a request is refused. */
    enum Reason {
        /** The route is for administrators of the installation. */
        NEEDS_PLATFORM_ADMIN,
        /** The account has none of the roles of a tenant. */
        NEEDS_A_ROLE,
        NO_TENANT,
        SEVERAL_TENANTS,
        TENANT_SUSPENDED
    }
}
