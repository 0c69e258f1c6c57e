package io.tributary.gateway.access;

/** What an account may do: a viewer reads, a marketer also writes, an admin also runs the tenant. */
public enum Role {
    VIEWER,
    MARKETER,
    ADMIN,
    /** Runs the installation's tenants and is good for nothing else. */
    PLATFORM_ADMIN
}
