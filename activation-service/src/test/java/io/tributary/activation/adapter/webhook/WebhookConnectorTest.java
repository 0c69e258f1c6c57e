package io.tributary.activation.adapter.webhook;

import static io.tributary.activation.platform.Batches.answer;
import static io.tributary.activation.platform.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.activation.connector.Connection;
import io.tributary.activation.connector.Forgetting;
import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.WireIdentifier;
import io.tributary.activation.connector.WireRow;
import io.tributary.activation.platform.Batches;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookConnectorTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final WebhookConnector connector = new WebhookConnector();
    private final Connection connection =
            Batches.connection(Map.of("url", "https://crm.example.com/hook"), Map.of("signingSecret", SECRET));

    /** The published vector of Standard Webhooks (standard-webhooks repository, MIT). */
    @Test
    void signsLikeThePublishedVector() {
        var signature =
                StandardSignature.sign(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330L, "{\"test\": 2432232314}");

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void tellsWhoEnteredAndWhy() {
        var batch = Batches.of(connection, "", Op.ADD, row("p1", "profile", "p1", "{\"email\":\"anna@example.com\"}"));

        var request = connector.plan(batch).getFirst().request();

        assertThat(request.uri()).hasToString("https://crm.example.com/hook");
        assertThat(request.body())
                .isEqualTo("{\"type\":\"audience.membership.changed\",\"timestamp\":\"2026-11-23T10:00:00Z\","
                        + "\"data\":{\"audience_id\":\"aud_1\",\"run_id\":\"run_1\",\"seq\":42,\"changes\":["
                        + "{\"op\":\"add\",\"profile_id\":\"p1\",\"identifiers\":{\"email\":\"anna@example.com\"},"
                        + "\"reason\":\"entered\"}]}}");
        assertThat(request.headers())
                .containsEntry("webhook-id", "msg_42_0")
                .containsEntry("webhook-timestamp", "1795428000");
    }

    @Test
    void tellsWhoIsErasedByIdsAloneAndUnderOneId() {
        var at = Instant.parse("2026-11-23T10:00:00Z");
        var email = new WireIdentifier("email", "k1", "anna@example.com", 1);
        var request = connector
                .forget(new Forgetting(connection, "r1", List.of(email), List.of("p1", "p0"), at))
                .getFirst();

        assertThat(request.body())
                .isEqualTo("{\"type\":\"profile.erased\",\"timestamp\":\"2026-11-23T10:00:00Z\","
                        + "\"data\":{\"request_id\":\"r1\",\"profile_ids\":[\"p1\",\"p0\"]}}");
        assertThat(request.headers())
                .containsEntry("webhook-id", "msg_erased_r1")
                .containsKey("webhook-signature");
        assertThat(connector.forget(new Forgetting(connection, "r1", List.of(email), List.of(), at)))
                .isEmpty();
    }

    @Test
    void namesOnlyTheProfileWhenSomebodyLeaves() {
        var batch = Batches.of(connection, "", Op.REMOVE, row("p1", "profile", "p1", "{\"email\":\"a@example.com\"}"));

        assertThat(connector.plan(batch).getFirst().request().body())
                .contains("\"op\":\"remove\"")
                .doesNotContain("a@example.com");
    }

    @Test
    void keepsEveryMessageBelowTwentyKilobytes() {
        var rows = IntStream.range(0, 500)
                .mapToObj(it -> row("p" + it, "profile", "profile-" + it, "{\"email\":\"p" + it + "@example.com\"}"))
                .toArray(WireRow[]::new);

        var planned = connector.plan(Batches.of(connection, "", Op.ADD, rows));

        assertThat(planned)
                .hasSizeGreaterThan(1)
                .allSatisfy(it -> assertThat(it.request().body().getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThan(20_000));
        assertThat(planned.stream().mapToInt(it -> it.rows().size()).sum()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({
        "200, Accepted",
        "204, Accepted",
        "302, RetryAt",
        "400, Split",
        "401, AuthBroken",
        "410, TargetBroken",
        "429, RetryAt",
        "502, Unknown"
    })
    void tellsAnswersApart(int status, String outcome) {
        var planned = connector
                .plan(Batches.of(connection, "", Op.ADD, row("p1", "profile", "p1", "")))
                .getFirst();

        assertThat(connector.interpret(planned, answer(status, "")).getClass().getSimpleName())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, true",
        "whsec_c2hvcnQ=, false",
        "plain, false",
        "whsec_!, false"
    })
    void asksForASecretOfTheRightForm(String secret, boolean good) {
        assertThat(StandardSignature.isSecret(secret)).isEqualTo(good);
    }
}
