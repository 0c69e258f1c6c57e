package io.tributary.local.prove.erasure;

import io.tributary.local.suite.DataDir;
import io.tributary.local.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Copies of values in places where nobody would look, each written in another way: the search is worth something only when
 * it finds every one of them. Closing takes them away again.
 */
final class Planted implements AutoCloseable {

    private static final String NAME = "planted-on-purpose";
    private static final String TABLE = "public.planted_on_purpose";
    private static final byte[] NO_BYTES = {};

    private final Suite suite;
    private final Path log;
    private final Path packed;
    private final HttpClient http = HttpClient.newHttpClient();

    private Planted(Suite suite, DataDir data) {
        this.suite = suite;
        this.log = data.log(NAME);
        this.packed = data.imports().resolve(NAME + ".csv.gz");
    }

    /** What is sought, and under which name of a store each must be found. */
    static final Map<String, String> STORE_BY_NAME = Map.of(
            "in a bytea", "postgres",
            "in a large object", "postgres",
            "in a header", "kafka",
            "in a hidden index", "elasticsearch",
            "in a term without a source", "elasticsearch",
            "in a log", "files",
            "in a packed file", "files");

    static List<Map<String, String>> sought(String word) {
        return STORE_BY_NAME.keySet().stream()
                .sorted()
                .map(it -> Map.of("name", it, "value", valueOf(it, word)))
                .toList();
    }

    private static String valueOf(String name, String word) {
        return word + name.replace(' ', '-') + "@planted.example";
    }

    static Planted plant(Suite suite, DataDir data, String word) {
        var planted = new Planted(suite, data);
        try {
            planted.inTables(word);
            planted.inATopic(word);
            planted.inAnIndex(word);
            planted.inFiles(word);
            return planted;
        } catch (IOException e) {
            throw new UncheckedIOException("nothing can be planted", e);
        }
    }

    private void inTables(String word) {
        try (var database = suite.database();
                var statement = database.createStatement()) {
            statement.execute("create table " + TABLE + " (bytes bytea)");
            try (var insert = database.prepareStatement("insert into " + TABLE + " values (?)")) {
                insert.setBytes(1, base64("x" + valueOf("in a bytea", word)));
                insert.execute();
            }
            // Two kilobytes is where one of its pieces ends and the next begins.
            var object = "0".repeat(2_040) + valueOf("in a large object", word);
            try (var create = database.prepareStatement("select lo_from_bytea(0, ?)")) {
                create.setBytes(1, object.getBytes(StandardCharsets.UTF_8));
                create.execute();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("nothing can be planted in the database", e);
        }
    }

    private static byte[] base64(String text) {
        return Base64.getEncoder().encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private void inATopic(String word) {
        var settings = Map.<String, Object>of("bootstrap.servers", suite.kafkaBootstrap(), "compression.type", "lz4");
        var value = valueOf("in a header", word).getBytes(StandardCharsets.UTF_8);
        try (var admin = Admin.create(settings);
                var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(NAME, 1, (short) 1))).all().get();
            var record = new ProducerRecord<>(NAME, NO_BYTES, NO_BYTES);
            record.headers().add("hex", HexFormat.of().formatHex(value).getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing can be planted in a topic", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void inAnIndex(String word) throws IOException {
        send("PUT", "/" + NAME, """
                {"settings":{"index.hidden":true,"number_of_replicas":0},
                 "mappings":{"_source":{"excludes":["term"]},"properties":{"term":{"type":"keyword"}}}}""");
        send("PUT", "/" + NAME + "/_doc/1?refresh=true", """
                {"percent":"%s","term":"email:%s"}""".formatted(
                valueOf("in a hidden index", word).replace("@", "%40"), valueOf("in a term without a source", word)));
    }

    private void inFiles(String word) throws IOException {
        Files.writeString(log, "WARN refused digest " + Digest.sha256(valueOf("in a log", word)) + "\n");
        Files.createDirectories(packed.getParent());
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(("a;" + valueOf("in a packed file", word) + ";b").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void send(String method, String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(suite.elasticsearch() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(method + " " + path + " was answered with " + answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        try (var database = suite.database();
                var statement = database.createStatement();
                var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", suite.kafkaBootstrap()))) {
            statement.execute("drop table " + TABLE);
            statement.execute("select lo_unlink(oid) from pg_largeobject_metadata");
            admin.deleteTopics(List.of(NAME)).all().get();
            send("DELETE", "/" + NAME, "");
            Files.deleteIfExists(log);
            Files.deleteIfExists(packed);
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException("what was planted cannot be taken away", e);
        } catch (IOException e) {
            throw new UncheckedIOException("what was planted cannot be taken away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
