package io.tributary.ingestion.privacy;

/**
 * One entry of a tenant's deny list.
 *
 * @param path names joined by dots, as {@link MemberPath} reads it
 */
public record PrivateField(String path, PrivateAction action) {}
