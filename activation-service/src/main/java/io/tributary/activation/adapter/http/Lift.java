package io.tributary.activation.adapter.http;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Carries calls that block over to the threads that may. */
@Component
class Lift {

    private final Scheduler blocking;

    Lift(Scheduler blocking) {
        this.blocking = blocking;
    }

    <T> Mono<T> call(Callable<@Nullable T> work) {
        return Mono.<T>fromCallable(work).subscribeOn(blocking);
    }

    Scheduler threads() {
        return blocking;
    }
}
