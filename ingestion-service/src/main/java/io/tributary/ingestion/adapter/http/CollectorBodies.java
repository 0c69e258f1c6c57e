package io.tributary.ingestion.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.ingestion.gzip.Gunzip;
import io.tributary.ingestion.intake.InFlightBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Reads bodies as bytes whatever the content type says, unpacks gzip wherever its magic number stands, and counts every
 * byte while it arrives and while it is unpacked, so a bomb is noticed before it has gone off. A body has to arrive within
 * its time, so who stalls holds memory no longer than that.
 */
public final class CollectorBodies {

    private static final int FIRST_GZIP_BYTE = 0x1f;
    private static final int SECOND_GZIP_BYTE = 0x8b;
    private static final int CHUNK = 16 * 1024;

    private final int maxBytes;
    private final Duration within;
    private final InFlightBytes inFlight;
    private final Scheduler intake;

    /**
     * @param within how long a whole body may take to arrive
     * @param intake where bodies are unpacked and used: the event loop only collects bytes
     */
    public CollectorBodies(int maxBytes, Duration within, InFlightBytes inFlight, Scheduler intake) {
        this.maxBytes = maxBytes;
        this.within = within;
        this.inFlight = inFlight;
        this.intake = intake;
    }

    /** Holds the body's share of the memory, on the account of who sends it, until {@code use} has ended. */
    <T> Mono<T> use(ServerHttpRequest request, String sender, Function<byte[], Mono<T>> use) {
        return Mono.using(
                () -> inFlight.lease(sender),
                lease -> request.getBody()
                        .collect(() -> new Counted(lease), Counted::add)
                        .timeout(within, Mono.error(this::late))
                        .publishOn(intake)
                        .map(Counted::unpacked)
                        .flatMap(use),
                InFlightBytes.Lease::close);
    }

    private ProblemException late() {
        return new ProblemException(
                ProblemType.BODY_TIMEOUT,
                "Send the whole body within " + within.toSeconds() + " seconds, or send less.");
    }

    private final class Counted {
        private final InFlightBytes.Lease lease;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Counted(InFlightBytes.Lease lease) {
            this.lease = lease;
        }

        void add(DataBuffer buffer) {
            try {
                count(bytes.size(), buffer.readableByteCount());
                byte[] chunk = new byte[buffer.readableByteCount()];
                buffer.read(chunk);
                bytes.writeBytes(chunk);
            } finally {
                DataBufferUtils.release(buffer);
            }
        }

        byte[] unpacked() {
            byte[] packed = bytes.toByteArray();
            boolean gzip = packed.length > 1
                    && (packed[0] & 0xff) == FIRST_GZIP_BYTE
                    && (packed[1] & 0xff) == SECOND_GZIP_BYTE;
            return gzip ? gunzip(packed) : packed;
        }

        private byte[] gunzip(byte[] packed) {
            // A guess of its size, which is not counted yet and must not be larger than what can be.
            var out = new ByteArrayOutputStream((int) Math.min(4L * packed.length, maxBytes));
            byte[] chunk = new byte[CHUNK];
            try (var in = new Gunzip(new ByteArrayInputStream(packed))) {
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    count(out.size(), read);
                    out.write(chunk, 0, read);
                }
                return out.toByteArray();
            } catch (IOException e) {
                throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is not valid gzip.");
            }
        }

        private void count(int before, int more) {
            if ((long) before + more > maxBytes) {
                throw new ProblemException(
                        ProblemType.PAYLOAD_TOO_LARGE, "Send at most " + maxBytes + " bytes at once, unpacked.");
            }
            if (!lease.take(more)) {
                throw new ProblemException(
                        ProblemType.COLLECTOR_FULL,
                        "The collector is full now: send it again.",
                        List.of(),
                        Duration.ofSeconds(1));
            }
        }
    }
}
