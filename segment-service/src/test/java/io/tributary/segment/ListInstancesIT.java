package io.tributary.segment;

import static io.tributary.segment.ListCalls.assertDifference;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One list at two instances: both read files, both take them over, and each knows what the other has read of contacts. */
class ListInstancesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static TestIssuer issuer;
    private static RunningService one;
    private static RunningService other;

    @BeforeAll
    static void start() throws Exception {
        issuer = new TestIssuer();
        one = RunningService.start(issuer);
        other = RunningService.start(issuer, Map.of("cdp.segment.application-id", one.applicationId()));
        one.awaitReady(PATIENCE);
        other.awaitReady(PATIENCE);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        issuer.close();
    }

    @Test
    void knowsEverybodyWhicheverInstanceIsAsked() {
        // given
        var tenant = "i" + UUID.randomUUID().toString().substring(0, 8);
        var here = new ListCalls(one, issuer, tenant);
        var there = new ListCalls(other, issuer, tenant);
        here.publish("vips");
        here.people("anna", "bert", "carl", "dora");
        var file = "email\nanna@mail.example\nbert@mail.example\ndora@mail.example\n";

        // when
        var before = here.dryRun("vips", "add", file);
        var beforeThere = there.dryRun("vips", "add", file);
        var report = there.uploaded("vips", "add", file).path("report");

        // then
        assertThat(before.path("settled").asBoolean()).isTrue();
        assertThat(beforeThere).isEqualTo(before);
        assertThat(report).isEqualTo(before);
        assertDifference(report, Map.of("added", 3, "unmatched", 0, "entering", 3));
        there.awaitMembers("vips", "anna", "bert", "dora");

        // when
        there.people("erik");
        var second = here.uploaded("vips", "replace", "email\nerik@mail.example\ndora@mail.example\n");

        // then
        assertDifference(second.path("report"), Map.of("added", 1, "removed", 2, "entering", 1, "leaving", 2));
        here.awaitMembers("vips", "dora", "erik");
    }
}
