package io.tributary.doubles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RestartTest {

    private static final String DIGEST = "a".repeat(64);
    private static final String STAGED = "b".repeat(64);

    @TempDir
    Path directory;

    @Test
    void losesNothingAcknowledgedWhenItIsKilled() throws IOException, InterruptedException {
        var program = launch();
        String list;
        String audience;
        try {
            var peer = Peer.at(ready(program));
            list = peer.list("newsletter");
            audience = peer.audience("act_1");
            peer.put(list, "anna@example.com", "bert@example.com");
            peer.meta("POST", "/v25.0/" + audience + "/users", upload(DIGEST));
            peer.post("/_double/webhook/crm", "{\"secret\":\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"}");
            peer.post("/hooks/crm", "{}");
        } finally {
            program.destroyForcibly().waitFor();
        }

        try (var peer = Peer.start(directory)) {
            // The killed program lived in real time, which is after the time of the tests.
            peer.pass(Duration.ofDays(36_500));
            assertThat(peer.members("sendgrid", list)).containsExactly("anna@example.com", "bert@example.com");
            assertThat(peer.members("meta", audience)).containsExactly(DIGEST);
            assertThat(peer.get("/_double/webhooks").text("/items/0/verdict")).isEqualTo("unsigned");
            assertThat(peer.get("/_double/requests").number("/kept")).isEqualTo(5);
            assertThat(peer.get("/_double/requests/search?value=anna%40example.com")
                            .number("/count"))
                    .isEqualTo(1);
        }
    }

    @Test
    void stopsByItselfWhenItIsTold() throws IOException, InterruptedException {
        var program = launch();
        try {
            ready(program);

            program.destroy();

            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void givesContactsTheSameIdsAndRunsTheSameJobsAgain() {
        String list;
        String id;
        var search = "{\"emails\":[\"anna@example.com\"]}";
        try (var peer = Peer.start(directory, Duration.ofSeconds(5))) {
            list = peer.list("newsletter");
            peer.put(list, "anna@example.com");
            peer.pass(Duration.ofSeconds(5));
            id = peer.sendgrid("POST", "/v3/marketing/contacts/search/emails", search)
                    .text("/result/anna@example.com/contact/id");
            peer.put(list, "bert@example.com");
        }

        try (var peer = Peer.start(directory, Duration.ofSeconds(5))) {
            peer.pass(Duration.ofSeconds(10));

            assertThat(id).isNotEmpty();
            assertThat(peer.sendgrid("POST", "/v3/marketing/contacts/search/emails", search)
                            .text("/result/anna@example.com/contact/id"))
                    .isEqualTo(id);
            assertThat(peer.members("sendgrid", list)).containsExactly("anna@example.com", "bert@example.com");
        }
    }

    @Test
    void finishesAReplaceThatBeganBeforeTheRestart() {
        String audience;
        try (var peer = Peer.start(directory)) {
            audience = peer.audience("act_1");
            peer.meta("POST", "/v25.0/" + audience + "/users", upload("c".repeat(64)));
            peer.meta("POST", "/v25.0/" + audience + "/usersreplace", batch(1, false, DIGEST));
        }

        try (var peer = Peer.start(directory)) {
            var last = peer.meta("POST", "/v25.0/" + audience + "/usersreplace", batch(2, true, STAGED));

            assertThat(last.status()).isEqualTo(200);
            assertThat(peer.members("meta", audience)).containsExactly(DIGEST, STAGED);
        }
    }

    @Test
    void ignoresALineThatWasNeverFinished() throws IOException {
        String list;
        try (var peer = Peer.start(directory)) {
            list = peer.list("newsletter");
        }
        Files.writeString(
                directory.resolve("sendgrid.journal"),
                "{\"change\":\"list-named\",\"id\":\"half",
                StandardOpenOption.APPEND);

        try (var peer = Peer.start(directory)) {
            peer.put(list, "anna@example.com");

            assertThat(peer.members("sendgrid", list)).containsExactly("anna@example.com");
        }
        try (var peer = Peer.start(directory)) {
            assertThat(peer.members("sendgrid", list)).containsExactly("anna@example.com");
        }
    }

    @Test
    void compactsTheJournalAtEachStart() throws IOException {
        String audience;
        try (var peer = Peer.start(directory)) {
            audience = peer.audience("act_1");
            for (var round = 0; round < 20; round++) {
                peer.meta("POST", "/v25.0/" + audience + "/users", upload(DIGEST));
            }
        }
        var journal = directory.resolve("meta.journal");
        var before = Files.size(journal);

        try (var peer = Peer.start(directory)) {
            assertThat(Files.size(journal)).isLessThan(before / 2);
            assertThat(peer.members("meta", audience)).containsExactly(DIGEST);
        }
    }

    private static String upload(String digest) {
        return "{\"payload\":{\"schema\":[\"EMAIL\"],\"data\":[[\"" + digest + "\"]]}}";
    }

    private static String batch(int seq, boolean last, String digest) {
        return "{\"payload\":{\"schema\":[\"EMAIL\"],\"data\":[[\"" + digest
                + "\"]]},\"session\":{\"session_id\":1,\"batch_seq\":" + seq + ",\"last_batch_flag\":" + last + "}}";
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.tributary.doubles.Doubles",
                        "--port=0",
                        "--data-dir=" + directory,
                        "--sendgrid-key=" + Peer.KEY,
                        "--meta-token=" + Peer.TOKEN,
                        "--sendgrid-job-delay-millis=0")
                .redirectErrorStream(true)
                .start();
    }

    /** Waits for the one line that says where the program listens. */
    private static URI ready(Process program) throws IOException {
        var lines = new BufferedReader(program.inputReader(StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("doubles ready on ")) {
                return URI.create(line.substring("doubles ready on ".length(), line.indexOf(" (")));
            }
        }
        throw new IOException("the program ended before it was ready");
    }
}
