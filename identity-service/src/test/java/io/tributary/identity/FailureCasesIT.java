package io.tributary.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.change.ChangeByHand;
import io.tributary.identity.change.MergeVerdict;
import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.intake.IncomingEvent;
import io.tributary.identity.intake.ResolveEvents;
import io.tributary.identity.intake.Tenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Those of the cases of {@code FailureCasesTest} that need several instances before one database. */
class FailureCasesIT {

    private static final int ROUNDS = 40;
    private static final Bed bed = Bed.get();

    @Test
    void agreesOnOneSurvivorWhenProfilesAreMergedBothWaysAtOnce() throws Exception {
        var one = new ChangeByHand(bed.anotherMemory(), UUID::randomUUID);
        var other = new ChangeByHand(bed.anotherMemory(), UUID::randomUUID);
        for (int i = 0; i < ROUNDS; i++) {
            var a = met("both-ways", "a" + i);
            var b = met("both-ways", "b" + i);

            var verdicts =
                    atOnce(() -> one.merge(order("both-ways", a), b), () -> other.merge(order("both-ways", b), a));

            assertThat(verdicts).hasAtLeastOneElementOfType(MergeVerdict.Merged.class);
            assertThat(verdicts).hasAtLeastOneElementOfType(MergeVerdict.AlreadyOne.class);
            assertThat(verdicts.stream().map(FailureCasesIT::survivor).distinct())
                    .hasSize(1);
        }
        assertThat(living("both-ways")).isEqualTo(ROUNDS);
        assertThat(redirectsToTheMerged("both-ways")).isZero();
    }

    @Test
    void keepsRedirectsOfLengthOneWhenAChainIsMergedAtOnceByHandAndByEvents() throws Exception {
        var hand = new ChangeByHand(bed.anotherMemory(), UUID::randomUUID);
        var events = new ResolveEvents(bed.anotherMemory(), bed.bean(Tenants.class), UUID::randomUUID);
        for (int i = 0; i < ROUNDS; i++) {
            var number = i;
            var a = met("chain", "a" + i);
            var b = met("chain", "b" + i);
            met("chain", "c" + i);

            atOnce(
                    () -> hand.merge(order("chain", b), a),
                    () -> events.resolve("chain", List.of(incoming(1_000 + number, "b" + number, "c" + number))));

            assertThat(List.of(owner("chain", "a" + i), owner("chain", "b" + i), owner("chain", "c" + i)))
                    .containsOnly(owner("chain", "a" + i));
        }
        assertThat(living("chain")).isEqualTo(ROUNDS);
        assertThat(redirectsToTheMerged("chain")).isZero();
    }

    @SafeVarargs
    private static <T> List<T> atOnce(Callable<? extends T>... calls) throws Exception {
        var start = new CyclicBarrier(calls.length);
        try (var threads = Executors.newFixedThreadPool(calls.length)) {
            var running = new ArrayList<Future<? extends T>>();
            for (var call : calls) {
                running.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return call.call();
                }));
            }
            var answers = new ArrayList<T>();
            for (var answer : running) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static UUID survivor(MergeVerdict verdict) {
        return switch (verdict) {
            case MergeVerdict.Merged merged -> merged.survivor();
            case MergeVerdict.AlreadyOne already -> already.profile();
            case MergeVerdict.Unknown _, MergeVerdict.Refused _ -> throw new AssertionError(verdict.toString());
        };
    }

    private static ChangeByHand.Order order(String tenant, UUID profile) {
        return new ChangeByHand.Order(tenant, profile, "me", 5_000, ChangeByHand.Mode.DO);
    }

    private static UUID met(String tenant, String name) {
        var resolved = new ResolveEvents(bed.anotherMemory(), bed.bean(Tenants.class), UUID::randomUUID)
                .resolve(tenant, List.of(incoming(1, name)));
        return Objects.requireNonNull(resolved.events().getFirst().resolved().profile());
    }

    private static IncomingEvent incoming(long at, String... names) {
        var candidates = new ArrayList<Candidate>();
        for (var name : names) {
            candidates.add(new Candidate("email", name + "@shop.org"));
        }
        return new IncomingEvent("m" + String.join("", names), "shop", at, candidates, List.of(), List.of());
    }

    private static String owner(String tenant, String name) {
        return bed.bean(JdbcClient.class)
                .sql("select profile_id from node where tenant = ? and value = ?")
                .params(tenant, name + "@shop.org")
                .query((row, _) -> String.valueOf(row.getString(1)))
                .single();
    }

    private static long living(String tenant) {
        return count("select count(*) from profile where merged_into is null and tenant = ?", tenant);
    }

    private static long redirectsToTheMerged(String tenant) {
        return count("""
                select count(*) from profile loser join profile survivor
                    on survivor.tenant = loser.tenant and survivor.id = loser.merged_into
                where survivor.merged_into is not null and loser.tenant = ?""", tenant);
    }

    private static long count(String sql, String tenant) {
        return bed.bean(JdbcClient.class)
                .sql(sql)
                .param(tenant)
                .query((row, _) -> row.getLong(1))
                .single();
    }
}
