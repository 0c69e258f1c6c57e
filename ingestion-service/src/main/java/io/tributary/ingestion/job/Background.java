package io.tributary.ingestion.job;

import reactor.core.publisher.Mono;

/** Runs work that nobody waits for. Repeats it, with growing pauses, while a server does not answer. */
public interface Background {

    /**
     * {@code work} begins anew on each attempt, so it must find out itself how far it was; {@code atEnd} runs once, when
     * there are no more attempts.
     */
    void run(Mono<?> work, Runnable atEnd);

    /** Whether that fault is one which passes: then the work is repeated. */
    boolean isPassing(Throwable fault);
}
