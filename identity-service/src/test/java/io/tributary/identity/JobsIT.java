package io.tributary.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import io.tributary.identity.adapter.postgres.PostgresJobs;
import io.tributary.identity.job.Job;
import io.tributary.identity.job.JobOutcome;
import io.tributary.identity.job.JobState;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who holds which job, in a real database of its own where no service takes them away. */
class JobsIT {

    private static final String DATABASE = "identity_jobs_it";

    @SuppressWarnings("NullAway.Init")
    private static JdbcClient jdbc;

    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private final Clock clock = InstantSourceClock.of(() -> now);
    private final PostgresJobs jobs = new PostgresJobs(jdbc, clock, new SimpleMeterRegistry());

    /** A clock that reads the test's time. */
    private static final class InstantSourceClock {

        private InstantSourceClock() {}

        static Clock of(InstantSource source) {
            return source.withZone(ZoneOffset.UTC);
        }
    }

    @BeforeAll
    static void migrate() throws SQLException {
        SharedBackends.get(ServerKind.POSTGRES);
        var url = SharedBackends.postgres(DATABASE);
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("create schema if not exists jobs");
        }
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setCurrentSchema("jobs");
        Flyway.configure().dataSource(source).defaultSchema("jobs").load().migrate();
        jdbc = JdbcClient.create(source);
    }

    @BeforeEach
    void empty() {
        jdbc.sql("delete from job").update();
    }

    private Job queued(String tenant, String id) {
        return jobs.queue(Job.queued(tenant, id, "suggestions", "{}"));
    }

    @Test
    void answersTheUnfinishedJobInsteadOfQueueingASecondOne() {
        var first = queued("acme", "idn_1");
        var second = queued("acme", "idn_2");
        var other = queued("other", "idn_3");

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(other.id()).isEqualTo("idn_3");
        assertThat(jobs.find("acme", "idn_2")).isEmpty();
        assertThat(jobs.find("other", "idn_1")).isEmpty();
    }

    @Test
    void queuesAgainOnceTheLastOneHasEnded() {
        queued("acme", "idn_1");
        jobs.finish("me", jobs.claim("me").orElseThrow(), new JobOutcome.Done("{\"found\":1}"));

        var next = queued("acme", "idn_2");

        assertThat(next.id()).isEqualTo("idn_2");
        var ended = jobs.find("acme", "idn_1").orElseThrow();
        assertThat(ended.state()).isEqualTo(JobState.DONE);
        assertThat(ended.result()).isEqualTo("{\"found\":1}");
    }

    @Test
    void givesEachJobToOneOfManyInstances() throws ExecutionException, InterruptedException {
        for (int i = 0; i < 40; i++) {
            queued("tenant" + i, "idn_" + i);
        }

        var claimed = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var running = new ArrayList<Future<ArrayList<String>>>();
            for (int instance = 0; instance < 8; instance++) {
                var holder = "instance" + instance;
                running.add(threads.submit(() -> {
                    var mine = new ArrayList<String>();
                    // A miss may only mean that all free rows were locked for a moment.
                    for (int miss = 0; miss < 3; ) {
                        var job = jobs.claim(holder);
                        job.ifPresent(it -> mine.add(it.id()));
                        miss = job.isPresent() ? 0 : miss + 1;
                    }
                    return mine;
                }));
            }
            for (var thread : running) {
                claimed.addAll(thread.get());
            }
        }

        assertThat(claimed).hasSize(40);
        assertThat(new HashSet<>(claimed)).hasSize(40);
    }

    @Test
    void passesAJobOnWhenItsHolderIsNotHeardOf() {
        queued("acme", "idn_1");
        var first = jobs.claim("dead").orElseThrow();
        now = now.plus(Duration.ofSeconds(50));
        assertThat(jobs.advance("dead", first, new Job.Progress("reading", 1, 2)))
                .isTrue();
        now = now.plus(Duration.ofSeconds(50));
        assertThat(jobs.claim("alive")).as("the lease was renewed").isEmpty();

        now = now.plus(Duration.ofSeconds(11));
        var second = jobs.claim("alive").orElseThrow();

        assertThat(second.attempts()).isEqualTo(2);
        assertThat(second.progress()).isEqualTo(new Job.Progress("reading", 1, 2));
        assertThat(jobs.advance("dead", first, new Job.Progress("reading", 2, 2)))
                .isFalse();
        jobs.finish("dead", first, new JobOutcome.Done("{}"));
        assertThat(jobs.find("acme", "idn_1").orElseThrow().state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void takesAJobBackWithoutCountingTheAttempt() {
        queued("acme", "idn_1");
        jobs.release("me", jobs.claim("me").orElseThrow());

        assertThat(jobs.find("acme", "idn_1").orElseThrow().state()).isEqualTo(JobState.QUEUED);
        assertThat(jobs.claim("other").orElseThrow().attempts()).isEqualTo(1);
    }

    @Test
    void saysWhyAJobFailedAndForgetsItAfterAMonth() {
        queued("acme", "idn_1");
        jobs.finish("me", jobs.claim("me").orElseThrow(), new JobOutcome.Refused("Raise the bound."));
        assertThat(jobs.find("acme", "idn_1").orElseThrow().error()).isEqualTo("Raise the bound.");

        now = now.plus(Duration.ofDays(31));
        queued("acme", "idn_2");

        assertThat(jobs.find("acme", "idn_1")).isEmpty();
    }
}
