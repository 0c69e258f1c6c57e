package io.tributary.bench.topology;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What is measured.
 *
 * @param people with a history, whom events are about
 * @param skew how unevenly they send: 0 everybody as often, 1 as by Zipf's law
 * @param events of a backlog
 * @param paced how long events are then written on a timetable
 * @param rate events a second on the timetable; empty for half of what the backlog was worked off and indexed with
 * @param warmUpRounds backlogs at most before anything is measured
 * @param patience how long a backlog may take, and how long its documents
 */
public record TopologyPlan(
        int people,
        double skew,
        int events,
        Duration paced,
        OptionalDouble rate,
        int repeats,
        int warmUpRounds,
        Duration patience) {}
