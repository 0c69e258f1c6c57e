package io.tributary.gateway.tenant;

/**
 * A member of events that a tenant keeps out of every store.
 *
 * @param path names joined by dots, such as {@code context.ip}; see {@link PrivatePath}
 */
public record PrivateField(String path, PrivateAction action) {}
