package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.list.ListReport;
import io.tributary.segment.list.ListRequest;
import io.tributary.segment.list.UploadList;
import io.tributary.segment.list.UploadList.Received;
import io.tributary.segment.list.UploadList.Verdict;
import io.tributary.segment.list.UploadList.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Reads files while they arrive, a few at a time, and lets go of those that no job took. */
@Component
final class ListFiles {

    private static final int BUFFERS = 8;
    private static final Duration NEXT_BYTES = Duration.ofSeconds(30);

    private final UploadList uploads;
    private final Scheduler blocking;
    private final ReadingPlaces places = new ReadingPlaces();

    ListFiles(UploadList uploads, Scheduler blocking) {
        this.uploads = uploads;
        this.blocking = blocking;
    }

    /** The work on one file of that tenant, unless too many are being read. */
    <T> Mono<T> inPlace(String tenant, Mono<T> work) {
        return Mono.defer(() -> {
            if (!places.take(tenant)) {
                throw new ProblemException(
                        ProblemType.RATE_LIMITED, "Other lists are being read just now: repeat in some seconds.");
            }
            return work.doFinally(end -> places.free(tenant));
        });
    }

    Mono<Received> receive(Wish wish, Flux<DataBuffer> body) {
        return Mono.fromCallable(() -> read(wish, body)).subscribeOn(blocking);
    }

    private Received read(Wish wish, Flux<DataBuffer> body) {
        var arriving = body.timeout(NEXT_BYTES).onErrorMap(TimeoutException.class, late -> cutOff());
        try (var bytes = DataBufferUtils.subscriberInputStream(arriving, BUFFERS)) {
            return uploads.receive(wish, bytes);
        } catch (IOException | UncheckedIOException e) {
            throw cutOff();
        }
    }

    /** What a file that was read would change. */
    Mono<ListReport> difference(Wish wish, ListRequest read) {
        return Mono.fromCallable(() -> uploads.difference(wish.tenant(), read)).subscribeOn(blocking);
    }

    /** Lets a job take a file over that was read. */
    Mono<Verdict> start(Caller caller, ListRequest read) {
        return uploads.start(caller.tenant(), read);
    }

    private static ProblemException cutOff() {
        return new ProblemException(ProblemType.BODY_TIMEOUT, "The file did not arrive whole: send it again.");
    }

    /** The answer, and then the file is forgotten. */
    <T> Mono<T> discarding(Mono<T> answer, String tenant, ListRequest read) {
        return discardingUnless(new AtomicBoolean(), answer, tenant, read);
    }

    /** The same, unless a job has taken the file by then. */
    <T> Mono<T> discardingUnless(AtomicBoolean taken, Mono<T> answer, String tenant, ListRequest read) {
        return Mono.usingWhen(Mono.just(read), it -> answer, it -> taken.get() ? Mono.empty() : discard(tenant, it));
    }

    private Mono<Void> discard(String tenant, ListRequest read) {
        return Mono.<Void>fromRunnable(() -> uploads.discard(tenant, read)).subscribeOn(blocking);
    }
}
