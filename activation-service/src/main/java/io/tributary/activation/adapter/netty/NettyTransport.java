package io.tributary.activation.adapter.netty;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.tributary.activation.connector.Answer;
import io.tributary.activation.connector.Connection;
import io.tributary.activation.connector.WireRequest;
import io.tributary.activation.delivery.AddressGuard;
import io.tributary.activation.delivery.Transport;
import io.tributary.activation.delivery.WireResult;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** Sends requests with Reactor Netty and waits for their answers; called on virtual threads. */
public final class NettyTransport implements Transport {

    private static final int MAX_ANSWER_BYTES = 4 * 1024 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client;
    private final Options options;
    private final AddressGuard guard;
    private final Clock realClock;
    private final MeterRegistry meters;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /** The bounds of each destination. */
    public record Options(Duration timeout, int requestsPerSecond, int concurrency, Duration patience) {}

    public NettyTransport(
            Options options, AddressGuard guard, Executor lookups, Clock realClock, MeterRegistry meters) {
        this.options = options;
        this.guard = guard;
        this.realClock = realClock;
        this.meters = meters;
        var pool = ConnectionProvider.builder("platforms")
                .maxConnections(64)
                .pendingAcquireMaxCount(256)
                .pendingAcquireTimeout(options.patience())
                .maxIdleTime(Duration.ofSeconds(30))
                .build();
        this.client = HttpClient.create(pool)
                .resolver(new GuardedResolvers(guard, lookups))
                .followRedirect(false)
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
                .responseTimeout(options.timeout());
    }

    @Override
    public WireResult send(Connection connection, WireRequest request) {
        if (guard.complaint(request.uri()).isPresent()) {
            return new WireResult.NeverSent("address-refused", Duration.ofHours(1));
        }
        var lane = lanes.computeIfAbsent(
                connection.tenant() + "/" + connection.destinationId(),
                it -> new Lane(
                        it, new Lane.Limits(options.requestsPerSecond(), options.concurrency(), options.patience())));
        var result = lane.through(() -> exchange(request));
        meters.counter("cdp.requests.sent", "destination", connection.destinationId(), "result", word(result))
                .increment();
        return result;
    }

    private static String word(WireResult result) {
        return switch (result) {
            case WireResult.Answered answered -> answered.answer().status() / 100 + "xx";
            case WireResult.NeverSent _ -> "never-sent";
            case WireResult.Lost _ -> "lost";
        };
    }

    private WireResult exchange(WireRequest request) {
        try {
            var answer = client.headers(headers -> request.headers().forEach(headers::set))
                    .request(HttpMethod.valueOf(request.method()))
                    .uri(request.uri())
                    .send(request.body().isEmpty() ? Mono.empty() : ByteBufMono.fromString(Mono.just(request.body())))
                    .response(this::read)
                    .next()
                    .toFuture()
                    .get(options.timeout().plus(CONNECT).plus(CONNECT).toMillis(), TimeUnit.MILLISECONDS);
            return answer == null ? new WireResult.Lost("no-answer") : new WireResult.Answered(answer);
        } catch (ExecutionException e) {
            return failed(e.getCause());
        } catch (TimeoutException e) {
            return new WireResult.Lost("timeout");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new WireResult.Lost("interrupted");
        }
    }

    private Mono<Answer> read(HttpClientResponse response, ByteBufFlux content) {
        return content.asByteArray()
                .collect(ByteArrayOutputStream::new, (body, part) -> {
                    if (body.size() + part.length > MAX_ANSWER_BYTES) {
                        throw new IllegalStateException("the answer is too long");
                    }
                    body.writeBytes(part);
                })
                .map(body -> new Answer(
                        response.status().code(),
                        lowerCase(response.responseHeaders()),
                        body.toString(StandardCharsets.UTF_8),
                        realClock.instant()));
    }

    private static Map<String, String> lowerCase(HttpHeaders headers) {
        var found = new HashMap<String, String>();
        headers.forEach(it -> found.putIfAbsent(it.getKey().toLowerCase(Locale.ROOT), it.getValue()));
        return found;
    }

    /** Before a connection stands nothing was sent; after that nobody knows. */
    private static WireResult failed(@Nullable Throwable cause) {
        for (Throwable it = cause; it != null; it = it.getCause()) {
            switch (it) {
                case GuardedResolvers.RefusedAddress _ -> {
                    return new WireResult.NeverSent("address-refused", Duration.ofHours(1));
                }
                case ConnectException _ -> {
                    return new WireResult.NeverSent("connection-refused", null);
                }
                case UnknownHostException _ -> {
                    return new WireResult.NeverSent("unknown-host", null);
                }
                case SSLException _ -> {
                    return new WireResult.NeverSent("tls-failed", null);
                }
                default -> {}
            }
        }
        return new WireResult.Lost("connection-broken");
    }
}
