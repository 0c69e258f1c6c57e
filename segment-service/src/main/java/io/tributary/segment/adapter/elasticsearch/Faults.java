package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.tributary.segment.store.StoreUnavailable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Translates what the client throws, once. What the server refuses as malformed is our fault and stays as it is. */
final class Faults {

    private Faults() {}

    static <T> Mono<T> ask(Supplier<CompletableFuture<T>> call) {
        return Mono.fromFuture(call).onErrorMap(Faults::translate);
    }

    /** A call that blocks and may fail on the wire. */
    interface Call<T> {
        T run() throws IOException;
    }

    static <T> T blocking(Call<T> call) {
        try {
            return call.run();
        } catch (IOException | ElasticsearchException e) {
            throw translate(e);
        }
    }

    private static RuntimeException translate(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null -> translate(wrapped.getCause());
            case ElasticsearchException refusal when refusal.status() != 400 -> unavailable(refusal);
            case IOException unreachable -> unavailable(unreachable);
            case RuntimeException other -> other;
            default -> new IllegalStateException("the search failed", failure);
        };
    }

    private static StoreUnavailable unavailable(Throwable cause) {
        return new StoreUnavailable("Elasticsearch does not answer", cause);
    }
}
