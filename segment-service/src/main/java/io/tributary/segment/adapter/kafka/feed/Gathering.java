package io.tributary.segment.adapter.kafka.feed;

import io.tributary.segment.adapter.kafka.feed.BatchFeed.Batching;

/**
 * When a batch is large or old enough to be handed over. While its store is slow a batch waits longer than its window, so
 * that writing takes a fifth of the time, as far as the longest window and the size of a batch allow: the more is gathered,
 * the oftener one write stands for many changes of the same thing, which is what a busy store needs.
 */
final class Gathering {

    /** Of the time that goes by, writing is to take one part in so many. */
    private static final int PARTS = 5;

    private final Batching batching;
    private long lastWriteNanos;

    Gathering(Batching batching) {
        this.batching = batching;
    }

    /** So long the last write took. */
    void wrote(long nanos) {
        lastWriteNanos = nanos;
    }

    /** @param ageNanos how long the first record of the batch has been waiting */
    boolean isDue(int records, long bytes, long ageNanos) {
        return records > 0 && (records >= batching.records() || bytes >= batching.bytes() || ageNanos >= windowNanos());
    }

    private long windowNanos() {
        long window = batching.window().toNanos();
        long longest = Math.max(window, batching.longestWindow().toNanos());
        return Math.clamp((PARTS - 1) * lastWriteNanos, window, longest);
    }
}
