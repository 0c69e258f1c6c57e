package io.tributary.ingestion.adapter.http;

import io.tributary.ingestion.imports.Spool.StoredFile;
import io.tributary.ingestion.imports.StartImport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A form while it arrives: its texts are kept, its file goes to the spool a buffer at a time. */
final class ImportForm {

    static final String FILE = "file";

    private static final int LONGEST_TEXT = 256 * 1024;
    private static final int BUFFERS = 8;

    private final String tenant;
    private final StartImport startImport;
    private final ImportFields fields;
    private @Nullable StoredFile file;

    ImportForm(String tenant, StartImport startImport, ImportFields fields) {
        this.tenant = tenant;
        this.startImport = startImport;
        this.fields = fields;
    }

    /** Completes with the file when the whole form has been read; leaves no file behind when it fails. */
    Mono<StoredFile> read(Flux<PartEvent> events) {
        return events.windowUntil(PartEvent::isLast, false, BUFFERS)
                .concatMap(this::part, 1)
                .then(Mono.fromCallable(this::whole))
                .onErrorResume(fault -> discard().then(Mono.error(fault)));
    }

    /** What was stored is not wanted. */
    Mono<Void> discard() {
        return file == null ? Mono.empty() : startImport.discard(file);
    }

    private StoredFile whole() {
        if (file == null) {
            throw ProblemException.invalid("/file", "needed", "Send the file as the part " + FILE + ".");
        }
        return file;
    }

    private Flux<Void> part(Flux<PartEvent> part) {
        return part.switchOnFirst((first, events) -> {
            var event = first.get();
            return event == null ? events.then() : named(event.name(), events.map(PartEvent::content));
        });
    }

    private Mono<Void> named(String name, Flux<DataBuffer> content) {
        if (!name.equals(FILE)) {
            return text(content).doOnNext(it -> fields.put(name, it)).then();
        }
        if (file != null) {
            return content.doOnNext(DataBufferUtils::release)
                    .then(Mono.error(() -> ProblemException.invalid("/file", "unique", "Send one file at a time.")));
        }
        return startImport
                .receive(tenant, content.map(ImportForm::copy))
                .doOnNext(it -> file = it)
                .then();
    }

    private static Mono<String> text(Flux<DataBuffer> content) {
        return DataBufferUtils.join(content, LONGEST_TEXT)
                .map(it -> new String(copy(it).array(), StandardCharsets.UTF_8))
                .defaultIfEmpty("");
    }

    static ByteBuffer copy(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return ByteBuffer.wrap(bytes);
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
