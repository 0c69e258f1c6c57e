package io.tributary.ingestion.intake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes of all requests that are being read or written: beyond it, requests are turned away, not queued. While
 * more than half is taken, one sender holds at most a quarter, so who sends slowly or too much leaves room for others.
 */
public final class InFlightBytes {

    private static final int SHARE = 4;

    private final long limit;
    private final AtomicLong taken = new AtomicLong();
    private final Map<String, Long> bySender = new ConcurrentHashMap<>();

    public InFlightBytes(long limit) {
        this.limit = limit;
    }

    /** The bytes of all requests now. */
    public long taken() {
        return taken.get();
    }

    /** Begins to count one request.
     *
     * @param sender who answers for the bytes
     */
    public Lease lease(String sender) {
        return new Lease(sender);
    }

    private boolean fits(String sender, long total) {
        return total <= limit / 2 || (total <= limit && bySender.getOrDefault(sender, 0L) <= limit / SHARE);
    }

    private void add(String sender, long bytes) {
        bySender.merge(sender, bytes, (before, more) -> before + more == 0 ? null : before + more);
    }

    /** What one request holds. For one thread at a time. */
    public final class Lease implements AutoCloseable {

        private final String sender;
        private long own;

        private Lease(String sender) {
            this.sender = sender;
        }

        /** Returns false, and takes nothing, when there is no room. */
        public boolean take(int bytes) {
            add(sender, bytes);
            if (!fits(sender, taken.addAndGet(bytes))) {
                taken.addAndGet(-bytes);
                add(sender, -bytes);
                return false;
            }
            own += bytes;
            return true;
        }

        /** Gives everything back; a second call does nothing. */
        @Override
        public void close() {
            if (own > 0) {
                taken.addAndGet(-own);
                add(sender, -own);
                own = 0;
            }
        }
    }
}
