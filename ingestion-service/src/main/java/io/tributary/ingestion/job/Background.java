package io.tributary.ingestion.job;

import reactor.core.publisher.Mono;

/** Runs work that nobody waits for. Repeats it, with growing pauses, while a server does not answer. */
@FunctionalInterface
public interface Background {

    /** {@code work} begins anew on each attempt, so it must find out itself how far it was. */
    void run(Mono<?> work);
}
