package io.tributary.activation.adapter.meta;

import static io.tributary.activation.platform.Batches.answer;
import static io.tributary.activation.platform.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.activation.connector.Candidate;
import io.tributary.activation.connector.Connection;
import io.tributary.activation.connector.Forgetting;
import io.tributary.activation.connector.Forgotten;
import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.Outcome;
import io.tributary.activation.connector.Prepared;
import io.tributary.activation.connector.WireIdentifier;
import io.tributary.activation.platform.Batches;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaConnectorTest {

    private static final String DIGEST = "f1904cf1a9d73a55fa5de0ac823c4403ded71afd4c3248d00bdcd0866552bb79";

    private final MetaConnector connector = new MetaConnector();
    private final Connection connection =
            Batches.connection(Map.of("adAccountId", "act_77"), Map.of("accessToken", "EAA"));

    @Test
    void addsDigestsInASessionOfTheirOwn() {
        var planned = connector.plan(Batches.of(connection, "2385", Op.ADD, row("p1", "email", DIGEST, DIGEST)));

        assertThat(planned).singleElement().satisfies(it -> {
            assertThat(it.request().method()).isEqualTo("POST");
            assertThat(it.request().uri()).hasToString("https://graph.facebook.com/v25.0/2385/users");
            assertThat(it.request().headers()).containsEntry("Authorization", "Bearer EAA");
            assertThat(it.request().body())
                    .isEqualTo("{\"session\":{\"session_id\":42,\"batch_seq\":1,\"last_batch_flag\":true,"
                            + "\"estimated_num_total\":1},\"payload\":{\"schema\":[\"EMAIL\"],\"data\":[[\"" + DIGEST
                            + "\"]]}}");
        });
    }

    @Test
    void removesExactlyTheDigestThatWasAdded() {
        var planned = connector.plan(Batches.of(connection, "2385", Op.REMOVE, row("p1", "email", DIGEST, "ignored")));

        assertThat(planned.getFirst().request().method()).isEqualTo("DELETE");
        assertThat(planned.getFirst().request().body()).contains(DIGEST);
    }

    @Test
    void erasesFromEveryAudienceOfTheAccount() {
        var forgetting = new Forgetting(
                connection, "r1", List.of(new WireIdentifier("email", DIGEST, "", 1)), List.of("p1"), Instant.EPOCH);

        assertThat(connector.forget(forgetting)).singleElement().satisfies(it -> {
            assertThat(it.method()).isEqualTo("DELETE");
            assertThat(it.uri()).hasToString("https://graph.facebook.com/v25.0/act_77/usersofanyaudience");
            assertThat(it.body()).isEqualTo("{\"payload\":{\"schema\":[\"EMAIL\"],\"data\":[[\"" + DIGEST + "\"]]}}");
        });
    }

    @Test
    void takesOnlyAnAnswerWithoutAnErrorAndGoneForForgotten() {
        assertThat(connector.interpretForget(answer(200, "{\"num_received\":1}")))
                .isEqualTo(new Forgotten.Yes("received-1"));
        assertThat(connector.interpretForget(answer(404, ""))).isEqualTo(new Forgotten.Yes("status-404"));
        assertThat(connector.interpretForget(answer(200, "{\"error\":{\"code\":190}}")))
                .isEqualTo(new Forgotten.NotYet(null, "code-190"));
        assertThat(connector.interpretForget(answer(500, ""))).isInstanceOf(Forgotten.NotYet.class);
    }

    @Test
    void sendsOneRequestForEachKindOfIdentifier() {
        var batch = Batches.of(
                connection, "2385", Op.ADD, row("p1", "email", DIGEST, ""), row("p1", "phone", "a".repeat(64), ""));

        var planned = connector.plan(batch);

        assertThat(planned).extracting(it -> it.request().body()).anyMatch(it -> it.contains("[\"PHONE\"]"));
        assertThat(planned).hasSize(2);
    }

    @Test
    void hashesAddressesInMetasNormalForm() {
        var candidate = new Candidate(
                "acme",
                "p1",
                List.of(
                        new Candidate.Address("email", " Mary@Example.com", "k1"),
                        new Candidate.Address("email", "broken", "k2"),
                        new Candidate.Address("phone", "+15559876543", "k3")));

        var prepared = connector.prepare(candidate);

        assertThat(prepared.get(0))
                .isInstanceOfSatisfying(
                        Prepared.Ready.class,
                        it -> assertThat(it.identifier().digest()).isEqualTo(DIGEST));
        assertThat(prepared.get(1)).isInstanceOf(Prepared.Rejected.class);
        assertThat(prepared.get(2))
                .isInstanceOfSatisfying(
                        Prepared.Ready.class,
                        it -> assertThat(it.identifier().digest())
                                .isEqualTo("1ef970831d7963307784fa8688e8fce101a15685d62aa765fed23f3a2c576a4e"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 4, 0, RetryAt",
        "400, 17, 2446079, RetryAt",
        "400, 80003, 0, RetryAt",
        "400, 190, 463, AuthBroken",
        "400, 100, 33, TargetBroken",
        "400, 100, 1713230, TargetBroken",
        "400, 100, 0, Split",
        "400, 200, 1870090, AuthBroken",
        "400, 2650, 1870145, RetryAt",
        "500, 2, 0, RetryAt",
        "500, 999999, 0, Unknown"
    })
    void readsTheErrorFromTheBody(int status, int code, int subcode, String outcome) {
        var body = "{\"error\":{\"code\":%d,\"error_subcode\":%d}}".formatted(code, subcode);

        assertThat(interpret(status, body, Map.of()).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void waitsAsLongAsTheAccountIsThrottled() {
        var usage = "{\"77\":[{\"type\":\"custom_audience\",\"estimated_time_to_regain_access\":7}]}";

        var outcome = interpret(400, "{\"error\":{\"code\":80003}}", Map.of("x-business-use-case-usage", usage));

        assertThat(outcome).isEqualTo(new Outcome.RetryAt(Duration.ofMinutes(7), "code-80003"));
    }

    @Test
    void doesNotTrustAServerErrorWithoutABody() {
        assertThat(interpret(502, "", Map.of())).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void looksForTheRowWhenAnEntryIsInvalid() {
        assertThat(interpret(200, "{\"num_received\":2,\"num_invalid_entries\":1}", Map.of()))
                .isInstanceOf(Outcome.Split.class);
        assertThat(interpret(200, "{\"num_received\":2,\"num_invalid_entries\":0}", Map.of()))
                .isEqualTo(Outcome.Accepted.all());
    }

    private Outcome interpret(int status, String body, Map<String, String> headers) {
        var planned = connector
                .plan(Batches.of(connection, "2385", Op.ADD, row("p1", "email", DIGEST, DIGEST)))
                .getFirst();
        return connector.interpret(planned, answer(status, body, headers));
    }
}
