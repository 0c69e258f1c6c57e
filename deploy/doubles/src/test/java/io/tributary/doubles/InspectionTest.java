package io.tributary.doubles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionTest {

    private Peer peer;

    @BeforeEach
    void start(@TempDir Path directory) {
        peer = Peer.start(directory);
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    @Test
    void isHealthyWhenItAnswers() {
        assertThat(peer.get("/_double/health").text("/status")).isEqualTo("UP");
    }

    @Test
    void recordsEveryRequestWithoutItsCredentials() {
        peer.list("newsletter");
        peer.post(
                "/v25.0/act_1/customaudiences?access_token=" + Peer.TOKEN, "{\"access_token\":\"" + Peer.TOKEN + "\"}");

        var recorded = peer.get("/_double/requests");

        assertThat(recorded.number("/kept")).isEqualTo(2);
        assertThat(recorded.text("/items/0/target")).isEqualTo("/v25.0/act_1/customaudiences?access_token=***");
        assertThat(recorded.text("/items/1/method")).isEqualTo("POST");
        assertThat(recorded.number("/items/1/status")).isEqualTo(201);
        assertThat(recorded.text("/items/1/body")).isEqualTo("{\"name\":\"newsletter\"}");
        assertThat(recorded.body()).doesNotContain(Peer.KEY).doesNotContain(Peer.TOKEN);
    }

    @Test
    void narrowsTheRecordedRequests() {
        var list = peer.list("newsletter");
        peer.put(list, "anna@example.com");
        peer.audience("act_1");

        assertThat(peer.get("/_double/requests?platform=meta").json().at("/items"))
                .hasSize(1);
        assertThat(peer.get("/_double/requests?contains=anna").json().at("/items"))
                .hasSize(1);
        assertThat(peer.get("/_double/requests?limit=1").json().at("/items")).hasSize(1);
        assertThat(peer.get("/_double/requests/2").text("/body")).contains("anna@example.com");
        assertThat(peer.get("/_double/requests/99").status()).isEqualTo(404);
    }

    @Test
    void findsAValueHoweverItWasSpelled() {
        peer.sendgrid("GET", "/v3/asm/suppressions/global/anna%40example.com", null);
        peer.sendgrid("PUT", "/v3/marketing/contacts", "{\"contacts\":[{\"email\":\"bert\\u0040example.com\"}]}");
        peer.put(peer.list("newsletter"), "CARL@example.com");

        assertThat(peer.get("/_double/requests/search?value=anna%40example.com").number("/count"))
                .isEqualTo(1);
        assertThat(peer.get("/_double/requests/search?value=bert%40example.com").number("/count"))
                .isEqualTo(1);
        assertThat(peer.get("/_double/requests/search?value=carl%40example.com").number("/count"))
                .isEqualTo(1);
        assertThat(peer.get("/_double/requests/search?value=dora%40example.com")
                        .json()
                        .path("found")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void searchesManyValuesAtOnce() {
        peer.put(peer.list("newsletter"), "anna@example.com", "bert@example.com");

        var found = peer.post("/_double/requests/search", "{\"values\":[\"bert@example.com\",\"dora@example.com\"]}");

        assertThat(found.number("/results/0/count")).isEqualTo(1);
        assertThat(found.number("/results/0/seqs/0")).isEqualTo(2);
        assertThat(found.number("/results/1/count")).isZero();
        assertThat(peer.post("/_double/requests/search", "{}").status()).isEqualTo(400);
    }

    @Test
    void setsEverythingUpFromOneDocumentAndTwiceIsTheSame() {
        var document = """
                {"sendgrid":{"lists":[{"id":"6f9619ff-8b86-4011-b42d-00c04fc964ff","name":"newsletter"}]},
                 "meta":{"audiences":[{"id":"4711","account":"act_1","name":"buyers"}]},
                 "webhooks":[{"name":"crm","secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}]}
                """;

        var first = peer.post("/_double/provision", document);
        var second = peer.post("/_double/provision", document);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        var summary = peer.get("/_double/summary");
        assertThat(summary.text("/sendgrid/0/id")).isEqualTo("6f9619ff-8b86-4011-b42d-00c04fc964ff");
        assertThat(summary.text("/meta/0/id")).isEqualTo("4711");
        assertThat(summary.number("/webhook/0/members")).isZero();
    }

    @Test
    void createsAListAndAnAudienceWithoutTheirKeys() {
        var list = peer.post("/_double/sendgrid/lists", "{\"name\":\"newsletter\"}");
        var audience = peer.post("/_double/meta/audiences", "{\"account\":\"act_1\",\"name\":\"buyers\"}");
        var nameless = peer.post("/_double/sendgrid/lists", "{}");

        assertThat(peer.sendgrid("GET", "/v3/marketing/lists/" + list.text("/id"), null)
                        .status())
                .isEqualTo(200);
        assertThat(peer.meta("GET", "/v25.0/" + audience.text("/id"), null).status())
                .isEqualTo(200);
        assertThat(nameless.status()).isEqualTo(400);
        assertThat(nameless.text("/type")).isEqualTo("urn:cdp:problem:invalid-provisioning");
    }

    @Test
    void saysWhenNothingHasMembers() {
        assertThat(peer.get("/_double/members/sendgrid/none").status()).isEqualTo(404);
        assertThat(peer.get("/_double/members/none/none").status()).isEqualTo(404);
        assertThat(peer.get("/somewhere").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sendgrid", "/meta", "/webhooks"})
    void showsAPageInWhichNothingSentBecomesMarkup(String path) {
        peer.list("<script>alert(1)</script>");
        peer.meta("POST", "/v25.0/act_1/customaudiences", "{\"name\":\"<img src=x>\"}");

        var page = peer.get(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).doesNotContain("<script").doesNotContain("<img");
    }

    @Test
    void showsListsWithTheirCounts() {
        peer.put(peer.list("newsletter & more"), "anna@example.com");

        var page = peer.get("/sendgrid").body();

        assertThat(page).contains("newsletter &amp; more").contains(">1</a>");
    }

    @Test
    void refusesABodyThatIsCompressed() {
        var refused = peer.call(
                "PUT",
                "/v3/marketing/contacts",
                "{}",
                "Authorization",
                "Bearer " + Peer.KEY,
                "Content-Encoding",
                "gzip");

        assertThat(refused.status()).isEqualTo(413);
    }
}
