package io.tributary.ingestion.imports;

import java.nio.ByteBuffer;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps import files until their job has ended. */
public interface Spool {

    /** Writes a file; completes with its number of lines. Fails with {@link FileTooLarge} beyond the limit. */
    Mono<Long> write(String jobId, Flux<ByteBuffer> bytes);

    /** The next lines after the first {@code skip}, at most {@code count}; empty at the end. Cuts overlong lines. */
    Mono<List<byte[]>> lines(String jobId, long skip, int count);

    /** Whether the file is there as a whole. */
    Mono<Boolean> exists(String jobId);

    Mono<Void> delete(String jobId);

    /** The file is larger than the installation allows. */
    final class FileTooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public FileTooLarge(long maxBytes) {
            super("an import has at most " + maxBytes + " bytes", null, false, false);
        }
    }
}
