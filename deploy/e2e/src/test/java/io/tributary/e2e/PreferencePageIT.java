package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import io.tributary.local.setup.OwnTenant;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The person's own page through the front door: opened by its link alone, answered by its form. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedSuite.class)
class PreferencePageIT {

    private static final String ADDRESS = "choosy@mail.example";

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningSuite running;
    private final User admin;
    private String profile = "";

    PreferencePageIT(RunningSuite shared) {
        running = shared;
        admin = OwnTenant.make(shared.api(), "choosy").admin();
    }

    @BeforeAll
    void sendsOnePerson() throws IOException, InterruptedException {
        var source = running.api()
                .post(admin, "/api/v1/sources", Map.of("key", "web", "name", "Web"))
                .orFail("making the source");
        send(source.path("writeKey").asString());
        await().atMost(Duration.ofSeconds(60)).until(() -> person().ok());
        profile = person().body().path("id").asString();
    }

    private Api.Reply person() {
        return running.api().post(admin, "/api/v1/profiles/by", Map.of("namespace", "email", "value", ADDRESS));
    }

    private void send(String writeKey) throws IOException, InterruptedException {
        var body = """
                {"anonymousId":"choosy-phone","event":"Newsletter Ordered","context":{"traits":{"email":"%s"},
                 "consent":{"categoryPreferences":{"newsletter":true}}}}""".formatted(ADDRESS);
        var authorization = Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
        var answer = http.send(
                HttpRequest.newBuilder(running.suite().gateway().resolve("/v1/track"))
                        .header("Authorization", "Basic " + authorization)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void opensWithoutALoginShowsNobodyAndTakesAnAnswer() throws IOException, InterruptedException {
        var path = running.api()
                .post(admin, "/api/v1/profiles/" + profile + "/consents/link", Map.of())
                .orFail("making the link")
                .path("path")
                .asString();

        var page = get(path);
        var answer = http.send(
                HttpRequest.newBuilder(running.suite().gateway().resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "null")
                        .POST(HttpRequest.BodyPublishers.ofString("purpose%3Anewsletter=denied"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<form method=\"post\"").doesNotContain("<script", ADDRESS, profile);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(it -> assertThat(it).contains("default-src 'none'"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(it -> assertThat(it).endsWith("?saved=1"));
        assertThat(consents().path("newsletter").path("state").asString()).isEqualTo("denied");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(person().body()
                                .path("consents")
                                .path("newsletter")
                                .asString())
                        .isEqualTo("denied"));
    }

    @Test
    void answersAForgedLinkWithAPageAndNotWithAProblem() throws IOException, InterruptedException {
        var answer = get("/p/forged");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("text/html"));
    }

    private JsonNode consents() {
        return running.api()
                .get(admin, "/api/v1/profiles/" + profile + "/consents")
                .orFail("reading consents")
                .path("consents");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(running.suite().gateway().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
