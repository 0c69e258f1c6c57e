package io.tributary.ingestion.intake;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes of all requests that are being read or written: beyond it, requests are turned away, not queued. */
public final class InFlightBytes {

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    public InFlightBytes(long limit) {
        this.limit = limit;
    }

    /** The bytes of all requests now. */
    public long taken() {
        return taken.get();
    }

    public Lease lease() {
        return new Lease();
    }

    /** What one request holds. For one thread at a time. */
    public final class Lease implements AutoCloseable {

        private long own;

        private Lease() {}

        /** Returns false, and takes nothing, when there is no room. */
        public boolean take(int bytes) {
            if (taken.addAndGet(bytes) > limit) {
                taken.addAndGet(-bytes);
                return false;
            }
            own += bytes;
            return true;
        }

        /** Gives everything back; a second call does nothing. */
        @Override
        public void close() {
            taken.addAndGet(-own);
            own = 0;
        }
    }
}
