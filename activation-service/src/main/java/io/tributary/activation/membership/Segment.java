package io.tributary.activation.membership;

/** A segment as the registry last stated it. */
public record Segment(String tenant, String key, int version, boolean published, String name) {}
