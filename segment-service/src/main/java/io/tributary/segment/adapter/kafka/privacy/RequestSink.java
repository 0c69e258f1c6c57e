package io.tributary.segment.adapter.kafka.privacy;

import io.tributary.contracts.seal.SealedValues;
import io.tributary.segment.adapter.kafka.feed.SteppedSink;
import io.tributary.segment.privacy.Answer;
import io.tributary.segment.privacy.AnswerRequest;
import io.tributary.segment.privacy.PersonRequest;
import io.tributary.segment.privacy.PrivacyCounts;
import io.tributary.segment.privacy.PrivacyCounts.Outcome;
import io.tributary.segment.store.BrokerUnavailable;
import io.tributary.segment.store.DeadLetters;
import io.tributary.segment.store.DeadLetters.DeadLetter;
import io.tributary.segment.store.StoreUnavailable;
import io.tributary.segment.store.TargetLost;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one stage after the other on a thread of its own, while the feed polls and so stays in its group; the receipt is
 * stored before the position is committed. A store that is down is tried some times; then the receipt says that it failed,
 * and identity asks again.
 */
public final class RequestSink implements SteppedSink {

    private static final Logger LOG = LoggerFactory.getLogger(RequestSink.class);
    private static final String GROUP = "cdp-segment-requests";
    /** Then the feed polls, and comes back. */
    private static final Duration TURN = Duration.ofSeconds(1);

    private static final int TRIES = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final AnswerRequest answering;
    private final ReceiptTopic receipts;
    private final SealedValues sealed;
    private final PrivacyCounts counts;
    private final DeadLetters deadLetters;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("privacy-requests").factory());
    private @Nullable Begun begun;

    /** A stage that is being done. */
    private record Begun(TopicPartition partition, long offset, Future<Answer> answer) {

        boolean isOf(ConsumerRecord<String, byte[]> record) {
            return partition.topic().equals(record.topic())
                    && partition.partition() == record.partition()
                    && offset == record.offset();
        }
    }

    public RequestSink(
            AnswerRequest answering,
            ReceiptTopic receipts,
            SealedValues sealed,
            PrivacyCounts counts,
            DeadLetters deadLetters) {
        this.answering = answering;
        this.receipts = receipts;
        this.sealed = sealed;
        this.counts = counts;
        this.deadLetters = deadLetters;
    }

    @Override
    public String open() {
        return GROUP;
    }

    @Override
    public int takeSome(List<ConsumerRecord<String, byte[]>> batch) {
        var record = batch.getFirst();
        try {
            return switch (RequestRead.of(record, sealed)) {
                case RequestRead.Asked asked -> work(record, asked) ? 1 : 0;
                case RequestRead.Unanswerable(var wire, var detail) -> {
                    receipts.send(wire, new Answer.Failed(detail));
                    yield 1;
                }
                case RequestRead.Unreadable() -> {
                    deadLetters.note(new DeadLetter(record.topic(), record.partition(), record.offset(), "unreadable"));
                    counts.countBuried();
                    yield 1;
                }
            };
        } catch (BrokerUnavailable e) {
            // The same to the feed: the request comes again.
            throw new StoreUnavailable("receipts wait for the broker", e);
        }
    }

    /** Works for a turn; returns whether the stage is answered. */
    private boolean work(ConsumerRecord<String, byte[]> record, RequestRead.Asked asked) {
        var known = begun;
        if (known == null || !known.isOf(record)) {
            if (known != null) {
                // Its partition went elsewhere.
                known.answer().cancel(true);
            }
            var partition = new TopicPartition(record.topic(), record.partition());
            known = new Begun(partition, record.offset(), worker.submit(() -> answer(asked.request())));
            begun = known;
        }
        try {
            var answer = known.answer().get(TURN.toMillis(), TimeUnit.MILLISECONDS);
            receipts.send(asked.wire(), answer);
            counts.ended(asked.request().stage(), answer instanceof Answer.Failed ? Outcome.FAILED : Outcome.DONE);
            begun = null;
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            begun = null;
            throw new IllegalStateException("a stage ended without an answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("stopped while a stage was being done", e);
        }
    }

    private Answer answer(PersonRequest request) {
        var pause = FIRST_PAUSE;
        for (int tried = 1; ; tried++) {
            try {
                return answering.answer(request);
            } catch (StoreUnavailable | BrokerUnavailable | TargetLost e) {
                if (tried == TRIES || Thread.currentThread().isInterrupted()) {
                    LOG.warn(
                            "a stage failed request={} stage={} attempt={} reason={}",
                            request.id(),
                            request.stage(),
                            request.attempt(),
                            e.getMessage());
                    return new Answer.Failed(String.valueOf(e.getMessage()));
                }
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.multipliedBy(2);
            } catch (RuntimeException e) {
                // The thread's top: the request must not be lost, and it must not hold up the others.
                LOG.error("a stage failed request={} stage={}", request.id(), request.stage(), e);
                return new Answer.Failed("an error of this service; its log says which");
            }
        }
    }

    @Override
    public void settle() {
        // A receipt is stored when it was sent.
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
