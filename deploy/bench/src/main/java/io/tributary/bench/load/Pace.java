package io.tributary.bench.load;

import java.time.Duration;

/** How requests follow each other, and on how many connections at most. */
public sealed interface Pace {

    int connections();

    Duration duration();

    /** Each connection sends again as soon as it has its answer: finds out what is the most, says nothing about latency. */
    record Closed(int connections, Duration duration) implements Pace {}

    /** On a timetable: a slow answer delays no later request, as it would not delay another client. */
    record Open(double requestsPerSecond, int connections, Duration duration) implements Pace {}
}
