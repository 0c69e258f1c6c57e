package io.tributary.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.graph.Graphs;
import io.tributary.identity.job.Job;
import io.tributary.identity.job.JobOutcome;
import io.tributary.identity.job.JobSteps;
import io.tributary.identity.linkage.LinkageSettings;
import io.tributary.identity.linkage.Population;
import io.tributary.identity.suggestion.FindSuggestions;
import io.tributary.identity.suggestion.LinkablePeople;
import io.tributary.identity.suggestion.SuggestionBounds;
import io.tributary.identity.suggestion.Suggestions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a search takes and where it stops, over invented profiles in a real store. {@code -Didentity.search.profiles} sets
 * how many there are; the figures in the README are for 100,000.
 */
class SearchSizeIT {

    private static final long SEED = 7;
    private static final int PROFILES = Integer.getInteger("identity.search.profiles", 10_000);
    private static final int ROWS = 1_000;
    private static final long BYTES_A_PROFILE = 2_000;

    /** Memos, random pairs' patterns and the like, which do not grow with the profiles. */
    private static final long BYTES_ALWAYS = 30_000_000;

    @SuppressWarnings("NullAway.Init")
    private static Bed bed;

    @BeforeAll
    static void fill() {
        bed = Bed.get();
        insert("sized", new Population(SEED, PROFILES, 0.2));
    }

    private static final class Measured implements JobSteps {

        private final Set<String> phases = new HashSet<>();
        private final long before = used();
        private long most;

        @Override
        public void at(String phase, long done, long total) {
            if (phases.add(phase)) {
                most = Math.max(most, used() - before);
            }
        }

        private static long used() {
            System.gc();
            var runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }

    @Test
    void holdsAboutOneKilobyteAProfile() {
        var steps = new Measured();
        long start = System.nanoTime();

        var outcome = search(2 * PROFILES, 10_000).run(job(), steps);

        System.out.printf(
                "search over %d profiles, seed %d: %d bytes held at most, %d a profile, %.1f s%n",
                PROFILES, SEED, steps.most, steps.most / PROFILES, (System.nanoTime() - start) / 1e9);
        System.out.println(outcome);
        assertThat(outcome).isInstanceOf(JobOutcome.Done.class);
        assertThat(steps.phases).containsExactlyInAnyOrder("reading", "comparing", "guarding", "writing");
        assertThat(steps.most).isLessThan(BYTES_ALWAYS + BYTES_A_PROFILE * PROFILES);
    }

    @Test
    void refusesMoreProfilesThanItsBoundInWords() {
        var outcome = search(100, 10).run(job(), (_, _, _) -> {});

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        JobOutcome.Refused.class,
                        it -> assertThat(it.reason())
                                .contains("More than 100 profiles")
                                .contains("cdp.identity.suggestions.max-profiles"));
    }

    @Test
    void keepsTheStrongestWithinItsBoundAndSaysHowManyHadNoPlace() {
        var outcome = search(2 * PROFILES, 10).run(job(), (_, _, _) -> {});

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        JobOutcome.Done.class,
                        it -> assertThat(it.result())
                                .contains("\"suggestions\":10,")
                                .doesNotContain("\"beyondBound\":0,"));
        assertThat(bed.bean(JdbcClient.class)
                        .sql("select count(*) from suggestion where tenant = 'sized' and state = 'open'")
                        .query((row, _) -> row.getLong(1))
                        .single())
                .isEqualTo(10);
    }

    private static Job job() {
        return Job.queued(
                "sized",
                "idn_" + UUID.randomUUID(),
                FindSuggestions.KIND,
                "{\"minProbability\":0.5,\"seed\":" + SEED + "}");
    }

    private static FindSuggestions search(int maxProfiles, int maxSuggestions) {
        return new FindSuggestions(
                bed.bean(LinkablePeople.class),
                bed.bean(Suggestions.class),
                bed.bean(Graphs.class),
                new SuggestionBounds(
                        maxProfiles, maxSuggestions, new LinkageSettings(1_000, 10_000_000, 500_000, 0.5, 1)),
                new FindSuggestions.Surroundings(Clock.systemUTC(), UUID::randomUUID, SplittableRandom::new));
    }

    /** Straight into the tables: one identifier with all traits and one mailbox a profile. */
    private static void insert(String tenant, Population people) {
        var records = people.records();
        for (int from = 0; from < records.size(); from += ROWS) {
            var some = records.subList(from, Math.min(records.size(), from + ROWS));
            var profiles = new ArrayList<String>();
            var nodes = new ArrayList<Row>();
            var traits = new ArrayList<Row>();
            for (int i = 0; i < some.size(); i++) {
                var profile = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | (from + i)).toString();
                long node = 3L * (from + i);
                profiles.add(profile);
                nodes.add(new Row(node, profile, "anonymous_id", "device" + (from + i)));
                node(nodes, node + 1, profile, "email", some.get(i));
                node(nodes, node + 2, profile, "phone", some.get(i));
                for (var trait : List.of("given_name", "family_name", "birthday", "street", "postcode", "city")) {
                    node(traits, node, profile, trait, some.get(i));
                }
            }
            write(tenant, profiles, nodes, traits);
        }
    }

    private record Row(long id, String profile, String name, String value) {}

    private static void node(List<Row> rows, long id, String profile, String name, Map<String, List<String>> record) {
        var values = record.get(name);
        if (values != null) {
            // No two profiles have an equal mailbox or phone.
            rows.add(new Row(id, profile, name, values.getFirst()));
        }
    }

    private static void write(String tenant, List<String> profiles, List<Row> nodes, List<Row> traits) {
        var jdbc = bed.bean(JdbcClient.class);
        jdbc.sql("""
                insert into profile (tenant, id, first_seen, merges, number) select ?, id::uuid, 1, 0, 1
                from unnest(?::text[]) as row(id)""").param(tenant).param(profiles.toArray(String[]::new)).update();
        jdbc.sql("""
                insert into node (tenant, id, namespace, value, profile_id, first_seen, last_seen)
                select ?, id, name, value, profile::uuid, 1, 1
                from unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) as row(id, profile, name, value)
                on conflict do nothing""")
                .param(tenant)
                .param(ids(nodes))
                .param(texts(nodes, Row::profile))
                .param(texts(nodes, Row::name))
                .param(texts(nodes, Row::value))
                .update();
        jdbc.sql("""
                insert into linkable_trait (tenant, node_id, name, value, at) select ?, id, name, value, 1
                from unnest(?::bigint[], ?::text[], ?::text[]) as row(id, name, value)""")
                .param(tenant)
                .param(ids(traits))
                .param(texts(traits, Row::name))
                .param(texts(traits, Row::value))
                .update();
    }

    private static Long[] ids(List<Row> rows) {
        return rows.stream().map(Row::id).toArray(Long[]::new);
    }

    private static String[] texts(List<Row> rows, Function<Row, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }
}
