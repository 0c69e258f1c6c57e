package io.tributary.bench.topology;

/** One repeat: a backlog, and events on a timetable. */
public record TopologyRun(Saturated saturated, Paced paced) {}
