package io.tributary.gateway.audit;

/**
 * An entry at its place in its tenant's chain.
 *
 * @param number counts from 1 without gaps
 * @param hash over the previous link's hash, the number and the entry, in lower-case hex
 */
public record Link(long number, AuditEntry entry, String hash) {}
