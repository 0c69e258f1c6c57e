package io.tributary.embedded;

/** What one server process has used: resident memory now, and processor time since its start. */
public record ServerUsage(long residentMiB, double cpuSeconds) {}
