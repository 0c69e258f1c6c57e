package io.tributary.gateway.adapter.http.door;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.gateway.adapter.http.problem.ProblemException;
import io.tributary.gateway.limit.BodyLimit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;

/**
 * A request whose body is counted as it passes, chunked or not, and stopped beyond its limit. It also tells when the
 * body has passed, because only from then on is the service the one who is slow.
 */
final class MeteredRequest extends ServerHttpRequestDecorator {

    private static final String ATTRIBUTE = MeteredRequest.class.getName();

    private final BodyLimit limit;
    private final Sinks.Empty<Void> passed = Sinks.empty();

    private MeteredRequest(ServerHttpRequest request, BodyLimit limit) {
        super(request);
        this.limit = limit;
    }

    /** The exchange with a counted body; one that declares too many bytes is refused before any is read. */
    static ServerWebExchange in(ServerWebExchange exchange, BodyLimit limit) {
        if (!limit.allows(exchange.getRequest().getHeaders().getContentLength())) {
            throw tooLarge(limit);
        }
        var metered = new MeteredRequest(exchange.getRequest(), limit);
        exchange.getAttributes().put(ATTRIBUTE, metered.passed.asMono());
        return exchange.mutate().request(metered).build();
    }

    /** Completes when the body of the request has been read to its end. */
    static Mono<Void> bodyOf(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, Mono.<Void>empty());
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.defer(() -> {
            var count = new AtomicLong();
            return super.getBody()
                    .<DataBuffer>handle((buffer, sink) -> pass(buffer, sink, count))
                    .doOnComplete(passed::tryEmitEmpty);
        });
    }

    private void pass(DataBuffer buffer, SynchronousSink<DataBuffer> sink, AtomicLong count) {
        if (limit.allows(count.addAndGet(buffer.readableByteCount()))) {
            sink.next(buffer);
        } else {
            DataBufferUtils.release(buffer);
            sink.error(tooLarge(limit));
        }
    }

    private static ProblemException tooLarge(BodyLimit limit) {
        return new ProblemException(
                ProblemType.PAYLOAD_TOO_LARGE, "Send at most " + limit.bytes() + " bytes in one request.");
    }
}
