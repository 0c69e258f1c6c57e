package io.tributary.activation.connector;

/**
 * One row of a batch: whose it is, what is sent, and why.
 *
 * @param reason in kebab-case, such as {@code entered}, {@code left} or a suppression kind
 */
public record WireRow(String profileId, WireIdentifier identifier, String reason) {}
