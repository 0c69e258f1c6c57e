package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The four real servers, started, used, killed, started again and stopped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedServersIT {

    private static final String REALM = """
            {"realm": "cdp", "enabled": true, "sslRequired": "external", "organizationsEnabled": true,
             "clients": [{"clientId": "it", "enabled": true, "publicClient": false, "secret": "it-secret",
                          "serviceAccountsEnabled": true, "standardFlowEnabled": false}]}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private Backends backends;

    @BeforeAll
    void startAllFour(@TempDir Path folder) throws IOException {
        Path realm = Files.writeString(folder.resolve("realm.json"), REALM);
        backends = Backends.start(BackendsSpec.of(ServerKind.values())
                .mode(BackendMode.EMBEDDED)
                .keycloakRealm(realm)
                .progress((stage, message) -> System.err.println("[" + stage + "] " + message)));
        backends.usage().forEach((kind, used) -> System.err.println(kind + " " + used));
    }

    @AfterAll
    void stop() {
        backends.close();
    }

    @Test
    void keepsRowsWhenPostgresIsKilled() throws SQLException {
        // given
        inPostgres("CREATE TABLE kept (id int PRIMARY KEY)");
        inPostgres("INSERT INTO kept VALUES (42)");

        // when
        backends.kill(ServerKind.POSTGRES);
        backends.restart(ServerKind.POSTGRES);

        // then
        assertThat(oneNumber("SELECT id FROM kept")).isEqualTo(42);
    }

    @Test
    void keepsRecordsWhenKafkaIsKilled() throws ExecutionException, InterruptedException {
        // given
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", backends.kafkaBootstrap()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", backends.kafkaBootstrap(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", "key", "value")).get();
        }

        // when
        backends.kill(ServerKind.KAFKA);
        backends.restart(ServerKind.KAFKA);

        // then
        assertThat(recordsOf("kept")).containsExactly("value");
    }

    @Test
    void keepsDocumentsWhenElasticsearchIsKilled() throws IOException, InterruptedException {
        // given
        URI document = backends.elasticsearchUrl().resolve("/kept/_doc/1");
        send("PUT", document, "application/json", "{\"name\":\"anna\"}");

        // when
        backends.kill(ServerKind.ELASTICSEARCH);
        backends.restart(ServerKind.ELASTICSEARCH);

        // then
        assertThat(send("GET", document, "application/json", "").body()).contains("anna");
    }

    @Test
    void givesTokensOfTheImportedRealmAlsoAfterItsDatabaseWasKilled() throws IOException, InterruptedException {
        // given
        assertThat(askForAToken()).contains("access_token");

        // when
        backends.kill(ServerKind.POSTGRES);
        backends.restart(ServerKind.POSTGRES);

        // then
        assertThat(askForAToken()).contains("access_token");
    }

    private String askForAToken() throws IOException, InterruptedException {
        URI tokens = URI.create(backends.keycloakUrl() + "/realms/cdp/protocol/openid-connect/token");
        String form = "grant_type=client_credentials&client_id=it&client_secret=it-secret";
        return send("POST", tokens, "application/x-www-form-urlencoded", form).body();
    }

    @Test
    void leavesNoProcessAndNoFolderBehind() throws IOException {
        // given
        Backends second = Backends.start(BackendsSpec.of(ServerKind.POSTGRES).mode(BackendMode.EMBEDDED));
        Collection<Long> pids = second.pids().values();
        Path data = dataFolderOf(pids.iterator().next());

        // when
        second.close();
        second.close();

        // then
        assertThat(pids).hasSize(1).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        assertThat(data).doesNotExist();
    }

    @Test
    void findsItsDataInAKeptFolderAgain(@TempDir Path kept) throws SQLException {
        // given
        BackendsSpec spec =
                BackendsSpec.of(ServerKind.POSTGRES).mode(BackendMode.EMBEDDED).dataDir(kept);
        try (Backends first = Backends.start(spec)) {
            first.addresses().requirePostgres().createDatabase("kept-one", "postgres");
        }

        // when
        try (Backends second = Backends.start(spec);
                Connection connection = DriverManager.getConnection(
                        second.postgresJdbcUrl("kept-one"), second.postgresUser(), second.postgresPassword())) {

            // then
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    private static Path dataFolderOf(long pid) throws IOException {
        String command = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
        List<String> words = List.of(command.split("\0"));
        return Path.of(words.get(words.indexOf("-D") + 1)).resolve("..").normalize();
    }

    private void inPostgres(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int oneNumber(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getInt(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                backends.postgresJdbcUrl("postgres"), backends.postgresUser(), backends.postgresPassword());
    }

    private List<String> recordsOf(String topic) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", backends.kafkaBootstrap(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            List<String> values = new ArrayList<>();
            for (int turn = 0; turn < 20 && values.isEmpty(); turn++) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(String.valueOf(record.value()));
                }
            }
            return values;
        }
    }

    private HttpResponse<String> send(String method, URI address, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", type)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
