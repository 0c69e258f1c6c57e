package io.tributary.doubles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {

    // The vector that the Standard Webhooks libraries publish in their own tests.
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String VECTOR_ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String VECTOR_TIME = "1614265330";
    private static final String VECTOR_BODY = "{\"test\": 2432232314}";
    private static final String VECTOR_SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String OTHER_SECRET = "whsec_"
            + Base64.getEncoder().encodeToString("thirty-two bytes of another key!".getBytes(StandardCharsets.UTF_8));

    private Peer peer;

    @BeforeEach
    void start(@TempDir Path directory) {
        peer = Peer.start(directory);
        peer.post("/_double/webhook/crm", "{\"secret\":\"" + SECRET + "\"}");
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    private Peer.Answer send(String id, String timestamp, String signature, String body) {
        return peer.call(
                "POST",
                "/hooks/crm",
                body,
                "webhook-id",
                id,
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                signature);
    }

    private Peer.Answer sendSigned(String secret, String id, String body) {
        var now = Long.toString(Instant.now().getEpochSecond());
        return send(id, now, signed(secret, id, now, body), body);
    }

    private static String signed(String secret, String id, String timestamp, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
            var digest = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String change(String audience, String... opsAndIds) {
        var changes = new StringBuilder();
        for (var at = 0; at < opsAndIds.length; at += 2) {
            changes.append(at == 0 ? "" : ",")
                    .append("{\"op\":\"" + opsAndIds[at] + "\",\"profile_id\":\"" + opsAndIds[at + 1]
                            + "\",\"identifiers\":{\"email\":\"x@example.com\"}}");
        }
        return "{\"type\":\"audience.membership.changed\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"audience_id\":\""
                + audience + "\",\"run_id\":\"r\",\"seq\":1,\"changes\":[" + changes + "]}}";
    }

    private String lastVerdict() {
        return peer.get("/_double/webhooks").text("/items/0/verdict");
    }

    @Test
    void knowsThePublishedSignatureAndRefusesItOnlyForItsAge() {
        var answer = send(VECTOR_ID, VECTOR_TIME, VECTOR_SIGNATURE, VECTOR_BODY);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(lastVerdict()).isEqualTo("stale");
        assertThat(signed(SECRET, VECTOR_ID, VECTOR_TIME, VECTOR_BODY)).isEqualTo(VECTOR_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=",
                "v1,",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
            })
    void refusesThePublishedWrongSignatures(String signature) {
        var answer = send(VECTOR_ID, VECTOR_TIME, signature, VECTOR_BODY);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(lastVerdict()).isEqualTo("bad-signature");
    }

    @Test
    void refusesAFreshCallWhoseBodyWasChanged() {
        var now = Long.toString(Instant.now().getEpochSecond());
        var signature = signed(SECRET, "msg_1", now, change("a", "add", "p1"));

        var answer = send("msg_1", now, signature, change("a", "add", "p2"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(lastVerdict()).isEqualTo("bad-signature");
        assertThat(peer.members("webhook", "crm")).isEmpty();
    }

    @Test
    void refusesACallWithoutASignature() {
        var answer = peer.post("/hooks/crm", change("a", "add", "p1"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(lastVerdict()).isEqualTo("unsigned");
    }

    @Test
    void keepsTheMembersThatTheCallsDescribe() {
        var first = sendSigned(SECRET, "msg_1", change("a", "add", "p1", "add", "p2"));
        sendSigned(SECRET, "msg_2", change("a", "remove", "p1", "add", "p3"));
        sendSigned(SECRET, "msg_3", change("b", "add", "p9"));

        var all = peer.get("/_double/members/webhook/crm?details=true");
        var one = peer.get("/_double/members/webhook/crm?audience=a");
        assertThat(first.status()).isEqualTo(204);
        assertThat(all.strings("/members")).containsExactly("p2", "p3", "p9");
        assertThat(all.number("/audiences/a")).isEqualTo(2);
        assertThat(all.text("/details/p9/email")).isEqualTo("x@example.com");
        assertThat(one.strings("/members")).containsExactly("p2", "p3");
    }

    @Test
    void appliesARepeatedCallOnceAndCountsIt() {
        sendSigned(SECRET, "msg_1", change("a", "add", "p1"));
        sendSigned(SECRET, "msg_2", change("a", "remove", "p1"));

        var repeated = sendSigned(SECRET, "msg_1", change("a", "add", "p1"));

        assertThat(repeated.status()).isEqualTo(204);
        assertThat(peer.members("webhook", "crm")).isEmpty();
        assertThat(peer.get("/_double/webhooks").number("/verdicts/crm/repeated"))
                .isEqualTo(1);
        assertThat(peer.get("/_double/webhooks").number("/verdicts/crm/accepted"))
                .isEqualTo(2);
    }

    @Test
    void believesEitherSecretWhileRotating() {
        peer.post("/_double/webhook/crm", "{\"secrets\":[\"" + SECRET + "\",\"" + OTHER_SECRET + "\"]}");

        var withOld = sendSigned(SECRET, "msg_1", change("a", "add", "p1"));
        var withNew = sendSigned(OTHER_SECRET, "msg_2", change("a", "add", "p2"));

        assertThat(withOld.status()).isEqualTo(204);
        assertThat(withNew.status()).isEqualTo(204);
    }

    @Test
    void refusesASecretItWasNotGiven() {
        var answer = sendSigned(OTHER_SECRET, "msg_1", change("a", "add", "p1"));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void refusesABodyThatBreaksTheContract() {
        var noJson = sendSigned(SECRET, "msg_1", "hello");
        var noType = sendSigned(SECRET, "msg_2", "{\"timestamp\":\"x\",\"data\":{}}");
        var badOp = sendSigned(SECRET, "msg_3", change("a", "toggle", "p1"));
        var noChange = sendSigned(SECRET, "msg_4", change("a"));
        var many = new String[1002];
        for (var at = 0; at < many.length; at += 2) {
            many[at] = "add";
            many[at + 1] = "p" + at;
        }
        var tooMany = sendSigned(SECRET, "msg_5", change("a", many));

        assertThat(noJson.status()).isEqualTo(400);
        assertThat(noType.status()).isEqualTo(400);
        assertThat(badOp.status()).isEqualTo(400);
        assertThat(noChange.status()).isEqualTo(400);
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(peer.get("/_double/webhooks").number("/verdicts/crm/malformed"))
                .isEqualTo(5);
    }

    @Test
    void acceptsACallOfATypeItDoesNotKnow() {
        var answer = sendSigned(
                SECRET, "msg_1", "{\"type\":\"connection.test\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{}}");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(lastVerdict()).isEqualTo("ignored");
    }

    @Test
    void knowsOnlyEndpointsThatWereSetUp() {
        assertThat(peer.post("/hooks/other", "{}").status()).isEqualTo(404);
        assertThat(peer.get("/hooks/crm").status()).isEqualTo(405);
        assertThat(peer.call("DELETE", "/_double/webhook/crm", null).status()).isEqualTo(204);
        assertThat(peer.post("/hooks/crm", "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "whsec_", "whsec_c2hvcnQ=", "whsec_***"})
    void refusesASecretThatIsNoSecret(String secret) {
        assertThat(peer.post("/_double/webhook/crm", "{\"secret\":\"" + secret + "\"}")
                        .status())
                .isEqualTo(400);
    }
}
