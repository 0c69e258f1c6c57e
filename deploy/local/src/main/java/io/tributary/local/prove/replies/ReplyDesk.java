package io.tributary.local.prove.replies;

import io.tributary.local.suite.PauseSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks the collector through both doors, stops its broker, and looks what is stored. */
public final class ReplyDesk {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    // One request a connection at a time, as most clients do; a connection that the server closes is not used again.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ReplyTarget target;
    // Who interrupts the proof must not be left with a broker that stands still.
    private final Thread continued;

    public ReplyDesk(ReplyTarget target) {
        this.target = target;
        this.continued = new Thread(() -> PauseSignal.CONT.send(target.brokerPid()), "continue");
    }

    ReplyTarget target() {
        return target;
    }

    URI addressOf(Door door) {
        return switch (door) {
            case GATEWAY -> target.gateway();
            case DIRECT -> target.collector();
        };
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + " was answered with no HTTP at all: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    void stopBroker() {
        Runtime.getRuntime().addShutdownHook(continued);
        PauseSignal.STOP.send(target.brokerPid());
    }

    void continueBroker() {
        PauseSignal.CONT.send(target.brokerPid());
        Runtime.getRuntime().removeShutdownHook(continued);
    }

    /** How many documents the event index holds of these messages, whatever their tenant. */
    long stored(Collection<String> messageIds) {
        search("_refresh", "");
        ObjectNode query = JSON.createObjectNode();
        var ids = query.putObject("query").putObject("terms").putArray("messageId");
        messageIds.forEach(ids::add);
        return JSON.readTree(search("_count", query.toString())).path("count").asLong();
    }

    private String search(String path, String body) {
        var request = HttpRequest.newBuilder(target.elasticsearch().resolve("/cdp-events/" + path))
                .header("Content-Type", "application/json")
                .POST(body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = send(request);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Elasticsearch answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
