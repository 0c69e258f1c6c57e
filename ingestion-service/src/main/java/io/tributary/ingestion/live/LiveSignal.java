package io.tributary.ingestion.live;

/** What a debugger is told. */
public sealed interface LiveSignal {

    record Seen(LiveEvent event) implements LiveSignal {}

    /** So many calls that fit were not shown, because they came faster than a debugger is shown them. */
    record Skipped(long calls) implements LiveSignal {}

    /** A second has gone by. */
    record Tick() implements LiveSignal {}
}
