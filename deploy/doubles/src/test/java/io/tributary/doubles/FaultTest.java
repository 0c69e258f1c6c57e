package io.tributary.doubles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FaultTest {

    private Peer peer;
    private String list;

    @BeforeEach
    void start(@TempDir Path directory) {
        peer = Peer.start(directory, Duration.ZERO);
        list = peer.list("newsletter");
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    private Peer.Answer put(String email) {
        return peer.sendgrid("PUT", "/v3/marketing/contacts", Peer.contacts(list, email));
    }

    private void order(String fault) {
        assertThat(peer.post("/_double/faults", fault).status()).isEqualTo(201);
    }

    @Test
    void answersTheOrderedStatusAsOftenAsOrdered() {
        order("{\"platform\":\"sendgrid\",\"kind\":\"status\",\"status\":429,\"retryAfter\":7,\"times\":2}");

        var first = put("a@example.com");
        var second = put("a@example.com");
        var membersBetween = peer.members("sendgrid", list);
        var third = put("a@example.com");

        assertThat(first.status()).isEqualTo(429);
        assertThat(first.header("Retry-After")).isEqualTo("7");
        assertThat(second.status()).isEqualTo(429);
        assertThat(membersBetween).isEmpty();
        assertThat(third.status()).isEqualTo(202);
    }

    @Test
    void speaksMetasLanguageOfThrottling() {
        var audience = peer.audience("act_1");
        order("{\"platform\":\"meta\",\"kind\":\"status\",\"status\":400,\"code\":80003,\"retryAfter\":90}");

        var throttled = peer.meta("GET", "/v25.0/" + audience, null);

        assertThat(throttled.number("/error/code")).isEqualTo(80003);
        assertThat(throttled.header("X-Business-Use-Case-Usage")).contains("\"estimated_time_to_regain_access\":2");
    }

    @Test
    void hitsOnlyWhatTheOrderDescribes() {
        order("{\"platform\":\"sendgrid\",\"path\":\"/contacts/search\",\"kind\":\"status\",\"status\":500}");

        var other = put("a@example.com");
        var meant = peer.sendgrid("POST", "/v3/marketing/contacts/search/emails", "{\"emails\":[\"a@example.com\"]}");

        assertThat(other.status()).isEqualTo(202);
        assertThat(meant.status()).isEqualTo(500);
    }

    @Test
    void appliesARequestWhoseAnswerIsLost() {
        order("{\"platform\":\"sendgrid\",\"kind\":\"lost-response\"}");

        assertThatThrownBy(() -> put("a@example.com")).isInstanceOf(UncheckedIOException.class);

        assertThat(peer.members("sendgrid", list)).containsExactly("a@example.com");
        assertThat(peer.get("/_double/requests?platform=sendgrid").text("/items/0/fault"))
                .isEqualTo("lost-response");
    }

    @Test
    void doesNotApplyARequestThatIsReset() {
        order("{\"platform\":\"sendgrid\",\"kind\":\"reset\"}");

        assertThatThrownBy(() -> put("a@example.com"))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);

        assertThat(peer.members("sendgrid", list)).isEmpty();
    }

    @Test
    void answersGarbageWithoutApplying() {
        order("{\"platform\":\"sendgrid\",\"kind\":\"garbage\"}");

        var garbage = put("a@example.com");

        assertThat(garbage.status()).isEqualTo(200);
        assertThat(garbage.body()).startsWith("<html>");
        assertThat(peer.members("sendgrid", list)).isEmpty();
    }

    @Test
    void letsGoOfHangingRequestsWhenTheScriptIsDeleted() throws Exception {
        order("{\"platform\":\"sendgrid\",\"kind\":\"hang\"}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = CompletableFuture.supplyAsync(() -> put("a@example.com"), threads);

            assertThat(hanging.completeOnTimeout(null, 500, TimeUnit.MILLISECONDS)
                            .get())
                    .isNull();
            var deleted = peer.call("DELETE", "/_double/faults", null);

            assertThat(deleted.status()).isEqualTo(204);
            assertThat(peer.members("sendgrid", list)).isEmpty();
        }
    }

    @Test
    void answersLaterWhenOrderedTo() {
        order("{\"kind\":\"delay\",\"delayMillis\":300}");

        var began = System.nanoTime();
        var answer = put("a@example.com");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void listsWhatIsStillToBePlayed() {
        order("{\"platform\":\"sendgrid\",\"kind\":\"status\",\"status\":500,\"times\":3}");
        put("a@example.com");

        assertThat(peer.get("/_double/faults").number("/items/0/left")).isEqualTo(2);
    }

    @Test
    void refusesAnOrderItDoesNotUnderstand() {
        assertThat(peer.post("/_double/faults", "{\"kind\":\"explode\"}").status())
                .isEqualTo(400);
        assertThat(peer.post("/_double/faults", "{\"kind\":\"status\",\"times\":0}")
                        .status())
                .isEqualTo(400);
        assertThat(peer.post("/_double/faults", "{\"kind\":\"status\",\"status\":99}")
                        .status())
                .isEqualTo(400);
    }
}
