package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.export.ExportFiles;
import io.tributary.segment.export.ExportReport;
import io.tributary.segment.export.ExportRequest;
import io.tributary.segment.export.Packed;
import io.tributary.segment.job.Job;
import io.tributary.segment.job.JobState;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;

/** A finished export as it was written; its length says whether all of it came. */
final class ExportDownload {

    private static final byte[] NO_MORE = {};
    private static final DefaultDataBufferFactory BUFFERS = DefaultDataBufferFactory.sharedInstance;

    private ExportDownload() {}

    static ResponseEntity<Flux<DataBuffer>> of(Job job, ExportFiles files) {
        if (job.state() != JobState.DONE) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "There is a file when the export is done; it is "
                            + job.state().wireName() + ".");
        }
        var format = ExportRequest.of(job).format();
        var name = ContentDisposition.attachment().filename(job.id() + "." + format.extension());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(format.mediaType() + ";charset=UTF-8"))
                .contentLength(ExportReport.of(job).bytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, name.build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body(content(job, files));
    }

    /** Part by part, as fast as the client reads; no part is empty. */
    private static Flux<DataBuffer> content(Job job, ExportFiles files) {
        return Flux.range(0, Integer.MAX_VALUE)
                .concatMap(
                        number -> files.part(job, number).map(Packed::unpacked).defaultIfEmpty(NO_MORE), 1)
                .takeWhile(part -> part.length > 0)
                .map(BUFFERS::wrap);
    }
}
