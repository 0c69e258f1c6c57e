package io.tributary.ingestion.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.ingestion.adapter.http.BadRowViews.JobReference;
import io.tributary.ingestion.imports.ImportCalls;
import io.tributary.ingestion.imports.Spool;
import io.tributary.ingestion.source.WriteKeys;
import java.nio.ByteBuffer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes files of calls, one JSON object a line, plain or gzipped, of any size up to the limit. */
@RestController
public class ImportController {

    private final ImportCalls importCalls;
    private final WriteKeys sources;
    private final Admission admission;

    public ImportController(ImportCalls importCalls, WriteKeys sources, Admission admission) {
        this.importCalls = importCalls;
        this.sources = sources;
        this.admission = admission;
    }

    /** The body is the file itself, streamed to the disk; {@code source} is the id that its calls come from. */
    @PostMapping("/api/v1/imports")
    public Mono<ResponseEntity<JobReference>> start(
            @AuthenticationPrincipal Jwt token, @RequestParam String source, ServerHttpRequest request) {
        var caller = admission.of(token).mayWrite();
        var found = sources.source(caller.tenant(), source).orElseThrow(() -> ProblemException.notFound("source"));
        return importCalls
                .start(found, bytes(request))
                .map(job -> ResponseEntity.status(HttpStatus.ACCEPTED).body(new JobReference(job.id())))
                .onErrorMap(
                        Spool.FileTooLarge.class,
                        large -> new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, "Send a smaller file."));
    }

    private static Flux<ByteBuffer> bytes(ServerHttpRequest request) {
        return request.getBody().map(ImportController::copy);
    }

    private static ByteBuffer copy(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return ByteBuffer.wrap(bytes);
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
