package io.tributary.gateway.tenant;

/** Where a tenant stands in its life. */
public enum TenantStatus {
    /** Its organization and first admin are being made; repeating the creation continues it. */
    PROVISIONING,
    ACTIVE,
    /** Refused everywhere until it is resumed. */
    SUSPENDED,
    /** Its accounts are gone and it is refused for good. */
    DELETED
}
