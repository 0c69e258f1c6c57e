package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.SuppressedSubject;
import io.tributary.contracts.v1.SuppressionEffect;
import io.tributary.contracts.v1.SuppressionEntry;
import io.tributary.embedded.SharedBackends;
import io.tributary.ingestion.testing.Servers;
import io.tributary.ingestion.testing.TokenIssuer;
import io.tributary.ingestion.testing.TopicReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real application on a real broker and a real database, shared by all integration tests, and a client for it. Nobody
 * resolves what is in the bulk lane.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(properties = "cdp.ingestion.jobs.ahead=1000000000")
abstract class RunningService {

    protected static final TokenIssuer ISSUER = new TokenIssuer();
    protected static final JsonMapper JSON = JsonMapper.shared();
    protected static final Duration SOON = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    protected final String tenant = "t-" + UUID.randomUUID().toString().substring(0, 8);

    @LocalServerPort
    private int port;

    @Autowired
    protected Producer<String, byte[]> producer;

    @Autowired
    private io.micrometer.core.instrument.MeterRegistry metrics;

    protected String sourceId = "";
    protected String writeKey = "";

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) {
        Servers.use(properties, ISSUER);
    }

    @BeforeEach
    void createSource() {
        var created = json(api("POST", "/api/v1/sources", "{\"name\":\"Web shop\"}"));
        sourceId = created.get("id").asString();
        writeKey = created.get("writeKey").asString();
    }

    protected HttpResponse<String> collect(String path, String body) {
        return sendBytes(path, body.getBytes(StandardCharsets.UTF_8));
    }

    protected HttpResponse<String> sendBytes(String path, byte[] body) {
        var basic = Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
        return send(
                to(path).header("Authorization", "Basic " + basic).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    protected HttpResponse<String> api(String method, String path, String body) {
        return send(apiRequest(method, path, body));
    }

    protected HttpResponse<String> apiWithKey(String key, String body) {
        return send(apiRequest("POST", "/api/v1/sources", body).header("Idempotency-Key", key));
    }

    protected HttpRequest.Builder apiRequest(String method, String path, String body) {
        return to(path).header("Authorization", "Bearer " + ISSUER.token(tenant, "admin"))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : text(body));
    }

    protected HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    /** The lines of an answer as they come, until the stream ends or is closed. */
    protected Stream<String> lines(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofLines())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    protected HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    protected double count(String what) {
        return count(what, sourceId);
    }

    protected double count(String what, String source) {
        return metrics.get("cdp.events." + what).tag("source", source).counter().count();
    }

    /** How often a job found the bulk lane full. */
    protected double held() {
        return metrics.get("cdp.jobs.held").counter().count();
    }

    /** How often the timers with that name and those tags were used. */
    protected long timer(String name, Iterable<Tag> tags) {
        return metrics.find(name).tags(tags).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    /** How many POST requests are being answered now. */
    protected long active() {
        return metrics.find("http.server.requests.active").tag("method", "POST").longTaskTimers().stream()
                .mapToLong(LongTaskTimer::activeTasks)
                .sum();
    }

    /** Keeps the person of that address out, as an erasure does. */
    protected void suppress(String email) {
        byte[] digest = new KeyedDigest(Servers.secret()).of(tenant, "email", email);
        var entry = SuppressionEntry.newBuilder()
                .setScope("global")
                .setKind("erasure")
                .setEffect(SuppressionEffect.BLOCK);
        var subject = SuppressedSubject.newBuilder()
                .setTenant(tenant)
                .setNamespace("email")
                .setDigest(ByteString.copyFrom(digest))
                .addEntries(entry)
                .build();
        var key = new RecordKey(tenant, HexFormat.of().formatHex(digest)).text();
        var ignored = producer.send(new ProducerRecord<>(Topic.SUPPRESSIONS.wireName(), key, subject.toByteArray()));
    }

    protected AcceptedEvent only(Topic topic) throws InvalidProtocolBufferException {
        var records = records(topic);
        assertThat(records).hasSize(1);
        return AcceptedEvent.parseFrom(records.getFirst().value());
    }

    protected List<org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]>> records(Topic topic) {
        return new TopicReader(SharedBackends.kafkaBootstrap())
                .all(topic).stream()
                        .filter(it -> it.key().startsWith(tenant + "/"))
                        .toList();
    }

    protected static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = json(answer);
        assertThat(problem.get("type").asString()).isEqualTo("urn:cdp:problem:" + type);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("traceId").asString()).hasSize(32);
    }

    protected static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    protected static HttpRequest.BodyPublisher text(String body) {
        return HttpRequest.BodyPublishers.ofString(body);
    }

    protected static byte[] gzip(byte[] body) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
