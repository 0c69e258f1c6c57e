package io.tributary.segment.feature;

/** A normalised value that points at the person, within its namespace. */
public record Identifier(String namespace, String value) {}
