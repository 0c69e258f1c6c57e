package io.tributary.activation.adapter.sendgrid;

import static io.tributary.activation.platform.Batches.answer;
import static io.tributary.activation.platform.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.activation.connector.Candidate;
import io.tributary.activation.connector.Connection;
import io.tributary.activation.connector.Forgetting;
import io.tributary.activation.connector.Forgotten;
import io.tributary.activation.connector.JobState;
import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.Outcome;
import io.tributary.activation.connector.Planned;
import io.tributary.activation.connector.Prepared;
import io.tributary.activation.connector.WireIdentifier;
import io.tributary.activation.connector.WireRow;
import io.tributary.activation.platform.Batches;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendGridConnectorTest {

    private static final WireRow ANNA = row("p1", "email", "k1", "anna@example.com");
    private static final WireRow BEN = row("p2", "email", "k2", "ben@example.com");

    private final SendGridConnector connector = new SendGridConnector();
    private final Connection connection =
            Batches.connection(Map.of("baseUrl", "https://api.eu.sendgrid.com/"), Map.of("apiKey", "SG.key"));

    @Test
    void addsContactsToTheListInOneUpsert() {
        var planned = plan(Op.ADD, ANNA, BEN);

        assertThat(planned.request().method()).isEqualTo("PUT");
        assertThat(planned.request().uri()).hasToString("https://api.eu.sendgrid.com/v3/marketing/contacts");
        assertThat(planned.request().headers()).containsEntry("Authorization", "Bearer SG.key");
        assertThat(planned.request().body())
                .isEqualTo("{\"list_ids\":[\"list-1\"],\"contacts\":[{\"email\":\"anna@example.com\"},"
                        + "{\"email\":\"ben@example.com\"}]}");
    }

    @Test
    void followsTheImportJob() {
        assertThat(connector.interpret(plan(Op.ADD, ANNA), answer(202, "{\"job_id\":\"j1\"}")))
                .isEqualTo(new Outcome.Started("j1"));
        assertThat(connector.poll(connection, "j1").orElseThrow().uri())
                .hasToString("https://api.eu.sendgrid.com/v3/marketing/contacts/imports/j1");
        assertThat(connector.interpretPoll(answer(200, "{\"status\":\"pending\"}")))
                .isEqualTo(new JobState.Running());
        assertThat(connector.interpretPoll(answer(200, "{\"status\":\"completed\"}")))
                .isEqualTo(new JobState.Done());
        assertThat(connector.interpretPoll(answer(200, "{\"status\":\"errored\"}")))
                .isInstanceOf(JobState.PartlyFailed.class);
    }

    @Test
    void erasesByAJobAndTakesOnlyItsIdOrGoneForDone() {
        var forgetting = new Forgetting(
                connection,
                "r1",
                List.of(new WireIdentifier("email", "k1", "anna@example.com", 1)),
                List.of("p1"),
                Instant.EPOCH);

        assertThat(connector.forget(forgetting)).singleElement().satisfies(it -> {
            assertThat(it.method()).isEqualTo("POST");
            assertThat(it.uri()).hasToString("https://api.eu.sendgrid.com/v3/recipients/erasejob");
            assertThat(it.body()).isEqualTo("{\"email_addresses\":[\"anna@example.com\"]}");
        });
        assertThat(connector.interpretForget(answer(202, "{\"job_id\":\"j-1\"}")))
                .isEqualTo(new Forgotten.Yes("job j-1"));
        assertThat(connector.interpretForget(answer(410, ""))).isEqualTo(new Forgotten.Yes("status-410"));
        assertThat(connector.interpretForget(answer(202, "{}"))).isInstanceOf(Forgotten.NotYet.class);
        assertThat(connector.interpretForget(answer(429, ""))).isInstanceOf(Forgotten.NotYet.class);
    }

    @Test
    void searchesBeforeItRemovesAndLeavesTheContactAlone() {
        var search = plan(Op.REMOVE, ANNA, BEN);
        assertThat(search.request().body()).isEqualTo("{\"emails\":[\"anna@example.com\",\"ben@example.com\"]}");

        var outcome = connector.interpret(
                search,
                answer(
                        200,
                        "{\"result\":{\"anna@example.com\":{\"contact\":{\"id\":\"c1\"}},"
                                + "\"ben@example.com\":{\"error\":\"contact not found\"}}}"));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Follow.class, it -> {
            assertThat(it.next().rows()).containsExactly(ANNA);
            assertThat(it.next().request().method()).isEqualTo("DELETE");
            assertThat(it.next().request().uri())
                    .hasToString("https://api.eu.sendgrid.com/v3/marketing/lists/list-1/contacts?contact_ids=c1");
            assertThat(connector.interpret(it.next(), answer(202, "{}"))).isEqualTo(Outcome.Accepted.all());
        });
    }

    @Test
    void takesAnUnknownAddressForRemoved() {
        assertThat(connector.interpret(plan(Op.REMOVE, ANNA), answer(404, "{}")))
                .isEqualTo(Outcome.Accepted.all());
    }

    @ParameterizedTest
    @CsvSource({
        "400, Split",
        "401, AuthBroken",
        "403, AuthBroken",
        "404, TargetBroken",
        "413, Split",
        "429, RetryAt",
        "500, Unknown",
        "503, Unknown"
    })
    void tellsFailuresApart(int status, String outcome) {
        assertThat(connector
                        .interpret(plan(Op.ADD, ANNA), answer(status, "{}"))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(outcome);
    }

    @Test
    void waitsUntilTheRateLimitIsReset() {
        var reset = Long.toString(Batches.AT.plusSeconds(9).getEpochSecond());

        var outcome = connector.interpret(plan(Op.ADD, ANNA), answer(429, "{}", Map.of("x-ratelimit-reset", reset)));

        assertThat(outcome).isEqualTo(new Outcome.RetryAt(Duration.ofSeconds(9), "status-429"));
    }

    @Test
    void rejectsWhatWouldSpoilAWholeBatch() {
        var candidate = new Candidate(
                "acme",
                "p1",
                List.of(
                        new Candidate.Address("email", "Anna@Example.com", "k1"),
                        new Candidate.Address("email", "no address", "k2")));

        var prepared = connector.prepare(candidate);

        assertThat(prepared.get(0))
                .isInstanceOfSatisfying(
                        Prepared.Ready.class,
                        it -> assertThat(it.identifier().wire()).isEqualTo("anna@example.com"));
        assertThat(prepared.get(1)).isInstanceOf(Prepared.Rejected.class);
    }

    private Planned plan(Op op, WireRow... rows) {
        return connector.plan(Batches.of(connection, "list-1", op, rows)).getFirst();
    }
}
