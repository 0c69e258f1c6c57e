package io.tributary.segment.feature;

/** What the gate would say now about one channel; the reason is empty when reachable. */
public record Reach(boolean reachable, String reason) {}
