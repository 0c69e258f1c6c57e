package io.tributary.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.adapter.postgres.PostgresKnownGraphs;
import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.intake.IncomingEvent;
import io.tributary.identity.intake.ResolveEvents;
import io.tributary.identity.intake.Tenants;
import io.tributary.identity.simulation.KnownGraph;
import io.tributary.identity.simulation.KnownNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Simulations of rules over a real database. */
class SimulationIT {

    private static final Bed bed = Bed.get();

    private static IncomingEvent incoming(long at, String... candidates) {
        var all = new ArrayList<Candidate>();
        for (int i = 0; i < candidates.length; i += 2) {
            all.add(new Candidate(candidates[i], candidates[i + 1]));
        }
        return new IncomingEvent("m" + at, "shop", at, all, List.of(), List.of());
    }

    private static void resolve(String tenant, List<IncomingEvent> events) {
        new ResolveEvents(bed.anotherMemory(), bed.bean(Tenants.class), UUID::randomUUID).resolve(tenant, events);
    }

    private static WebTestClient.ResponseSpec simulate(String tenant, String role, Map<String, ?> rules) {
        return bed.client(tenant, role)
                .post()
                .uri("/api/v1/identity/rules/simulate")
                .bodyValue(rules)
                .exchange();
    }

    private static Map<String, ?> withEmails(int limit) {
        return Map.of(
                "namespaces",
                Map.of(
                        "user_id", Map.of("limit", 1, "priority", 10, "unique", true),
                        "email", Map.of("limit", limit, "priority", 20),
                        "anonymous_id", Map.of("limit", 20, "priority", 100)));
    }

    @Test
    void countsWhomALooserLimitWouldJoinAndTouchesNothing() {
        // given
        var events = new ArrayList<IncomingEvent>();
        for (int i = 0; i < 4; i++) {
            events.add(incoming(2L * i, "email", "e" + i + "@shop.org", "anonymous_id", "d" + i));
            events.add(incoming(2L * i + 1, "user_id", "anna", "email", "e" + i + "@shop.org"));
        }
        resolve("loose", events);
        var before = state("loose");

        // when
        var answer = simulate("loose", "admin", withEmails(5));

        // then
        answer.expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.looked.people")
                .isEqualTo(2)
                .jsonPath("$.looked.different")
                .isEqualTo(0)
                .jsonPath("$.now.refused['limit-email']")
                .isEqualTo(1)
                .jsonPath("$.then.people")
                .isEqualTo(1)
                .jsonPath("$.splits.people")
                .isEqualTo(0)
                .jsonPath("$.joins.people")
                .isEqualTo(1)
                .jsonPath("$.joins.samples[0][0].profiles[0]")
                .isEqualTo(owner("loose", "anna"))
                .jsonPath("$.joins.samples[0][1].profiles[0]")
                .isEqualTo(owner("loose", "e3@shop.org"))
                .jsonPath("$.joins.samples[0][1].identifiers.email")
                .isEqualTo(1);
        assertThat(state("loose")).isEqualTo(before);
    }

    @Test
    void countsWhoWouldSplitAlsoThroughEvidenceThatWasTakenBack() {
        // given
        resolve(
                "split",
                List.of(
                        incoming(1, "user_id", "anna", "anonymous_id", "tablet"),
                        incoming(2, "user_id", "ben", "anonymous_id", "tablet"),
                        incoming(3, "user_id", "cleo", "anonymous_id", "tablet"),
                        incoming(4, "email", "a@shop.org", "anonymous_id", "d"),
                        incoming(5, "email", "b@shop.org", "anonymous_id", "d")));

        // when
        var answer = simulate("split", "admin", withEmails(1));

        // then
        answer.expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.looked.people")
                .isEqualTo(5)
                .jsonPath("$.looked.different")
                .isEqualTo(0)
                .jsonPath("$.now.sharedDevices")
                .isEqualTo(1)
                .jsonPath("$.splits.people")
                .isEqualTo(1)
                .jsonPath("$.splits.samples[0].length()")
                .isEqualTo(2);
    }

    @Test
    void answersAdminsOfTheTenantOnlyAndRefusesSenselessRules() {
        resolve("theirs", List.of(incoming(1, "user_id", "anna")));

        simulate("theirs", "marketer", withEmails(1)).expectStatus().isForbidden();
        simulate("others", "admin", withEmails(1))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.looked.people")
                .isEqualTo(0);
        simulate("theirs", "admin", withEmails(0))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations[0].pointer")
                .isEqualTo("/namespaces/email/limit");
        simulate("theirs", "admin", Map.of()).expectStatus().isBadRequest();
    }

    @Test
    void drawsPeopleAtRandomWithEverybodyLinkedWithThem() {
        // given
        var events = new ArrayList<IncomingEvent>();
        for (int i = 0; i < 200; i++) {
            events.add(incoming(2L * i, "user_id", "u" + i, "email", "e" + i + "@shop.org"));
            events.add(incoming(2L * i + 1, "user_id", "v" + i, "email", "e" + i + "@shop.org"));
        }
        resolve("drawn", events);
        var graphs = new PostgresKnownGraphs(bed.bean(JdbcClient.class), bed.bean(PlatformTransactionManager.class));

        // when
        var one = graphs.read("drawn", 100, 1);
        var again = graphs.read("drawn", 100, 1);
        var other = graphs.read("drawn", 100, 2);

        // then
        assertThat(one).isEqualTo(again);
        assertThat(people(one)).isNotEqualTo(people(other));
        assertThat(one.met()).isEqualTo(600);
        assertThat(one.nodes()).hasSizeBetween(100, 130);
        // A pair is linked by the address that one of them was refused; the last one may have been cut off.
        assertThat(one.severed()).isLessThan(30);
        assertThat(one.refusals()).allSatisfy(it -> assertThat(people(one)).contains(it.profile()));
        assertThat(one.refusals().stream()
                        .filter(it -> one.nodes().stream()
                                .anyMatch(node -> node.identifier().equals(it.identifier())))
                        .count())
                .isGreaterThan(20);
    }

    private static List<UUID> people(KnownGraph known) {
        return known.nodes().stream()
                .map(KnownNode::profile)
                .distinct()
                .sorted()
                .toList();
    }

    /** The graph number, and everything that a simulation might touch, counted. */
    private static List<Long> state(String tenant) {
        var tables = List.of("node", "edge", "profile", "merge", "guard_hit", "identity_rules");
        return Stream.concat(
                        Stream.of("select number from tenant_graph where tenant = '" + tenant + "'"),
                        tables.stream().map(it -> "select count(*) from " + it + " where tenant = '" + tenant + "'"))
                .map(SimulationIT::count)
                .toList();
    }

    private static long count(String sql) {
        return bed.bean(JdbcClient.class)
                .sql(sql)
                .query((row, _) -> row.getLong(1))
                .single();
    }

    private static String owner(String tenant, String value) {
        return bed.bean(JdbcClient.class)
                .sql("select profile_id from node where tenant = ? and value = ?")
                .params(tenant, value)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .single();
    }
}
