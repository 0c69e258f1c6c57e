package io.tributary.segment.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.audit.AuditedCopies.Document;
import io.tributary.segment.audit.AuditedCopies.Repair;
import io.tributary.segment.audit.Difference.Kind;
import io.tributary.segment.audit.StoredProfiles.Stored;
import io.tributary.segment.audit.ToldMemberships.Told;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.Standing;
import io.tributary.segment.job.Job;
import io.tributary.segment.job.JobState;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.membership.Evaluator;
import io.tributary.segment.tenant.Tenants;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Steps of an audit over copies in memory, some of which somebody spoilt. */
class AuditWorkTest {

    private static final String TENANT = "acme";
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final AuditedCopies copies = new AuditedCopies();
    private final PublishedRules rules = new PublishedRules();
    private final Tenants tenants = new Tenants();
    private final AuditCounts counts = new AuditCounts();

    AuditWorkTest() {
        rules.publish("risky", "score(\"churn\") >= 0.7");
        rules.publish("calm", "not segment(\"risky\")");
    }

    @Test
    void findsNothingWhereEverythingAgrees() {
        people(30);

        var job = run(work(7), AuditWork.REPAIR);

        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.progress()).isEqualTo(new Job.Progress(30, 30));
        assertThat(report(job)).isEqualTo(AuditReport.NOTHING.looked(30, 0));
        assertThat(copies.repairs).isEmpty();
        assertThat(counts.checked()).isEqualTo(30);
        assertThat(counts.finished()).isEqualTo(1);
        assertThat(Kind.values()).allMatch(it -> counts.differences(it) == 0);
    }

    @Test
    void findsExactlyWhatWasSpoiltAndNamesTheCopy() {
        people(30);
        var expected = spoilt();

        var job = run(work(7), AuditWork.REPORT);

        assertThat(words(job)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(report(job).differences().values().stream()
                        .mapToLong(it -> it)
                        .sum())
                .isEqualTo(expected.size());
        assertThat(report(job).repaired()).isZero();
        assertThat(copies.repairs).as("it was only asked").isEmpty();
        assertThat(counts.differences(Kind.TOPIC)).isEqualTo(5);
    }

    @Test
    void asksForEachRepairOnceAboveWhatAWrongCopyClaims() {
        people(30);
        spoilt();

        var job = run(work(7), AuditWork.REPAIR);

        assertThat(copies.repairs)
                .containsExactlyInAnyOrder(
                        new Repair("p01", Set.of("calm"), 900),
                        new Repair("p02", Set.of("risky"), 1),
                        new Repair("p03", Set.of("risky"), 1),
                        new Repair("p04", Set.of("calm", "risky"), 1),
                        new Repair("p05", Set.of(), 1),
                        new Repair("p06", Set.of(), 800),
                        new Repair("p07", Set.of("calm"), 1),
                        new Repair("p08", Set.of("risky"), 1),
                        new Repair("ghost", Set.of(), 1),
                        new Repair("nobody", Set.of("risky"), 3));
        assertThat(report(job).repaired()).isEqualTo(10);
        assertThat(counts.repaired()).isEqualTo(10);
    }

    @Test
    void comesToTheSameWhenEachStepIsDoneTwice() {
        people(30);
        var expected = spoilt();
        var work = work(4);
        var job = queued(AuditWork.REPORT);

        while (!job.state().isFinal()) {
            work.step(job);
            job = work.step(job);
        }

        assertThat(words(job)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(job.progress().done()).isEqualTo(30);
    }

    @Test
    void findsExactlyWhatChanceSpoilt() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            copies.stored.clear();
            copies.told.clear();
            copies.documents.clear();
            people(random.nextInt(40));
            var expected = new TreeSet<String>();
            for (var id : List.copyOf(copies.stored.keySet())) {
                if (random.nextInt(4) == 0) {
                    expected.add(spoil(id, random));
                }
            }

            var job = run(work(1 + random.nextInt(9)), AuditWork.REPORT);

            assertThat(words(job)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void takesCopiesThatFollowAMomentLaterForNoDifference() {
        people(4);
        var changed = person("p01", 0.1);
        copies.store(changed);
        copies.whenCurrent = () -> copies.write(changed);

        var job = run(work(100), AuditWork.REPAIR);

        assertThat(words(job)).isEmpty();
        assertThat(copies.repairs).isEmpty();
    }

    @Test
    void leavesWhoMovesMeanwhileToTheNextAudit() {
        people(4);
        copies.say("p01", "risky", new Told(true, false, 0, 9));
        copies.whenCurrent = () -> copies.store(person("p01", 0.1));

        var job = run(work(100), AuditWork.REPORT);

        assertThat(words(job)).noneMatch(it -> it.startsWith("topic"));
    }

    @Test
    void countsWhoIsDueAndComparesTheirCopiesOnly() {
        var late = state("late", 0.9);
        late.judged(NOW.toEpochMilli() - 5, late.definitions(), NOW.toEpochMilli() - 1);
        late.stand("risky", new Standing(1, false, 5));
        copies.write(late);
        var old = state("old", 0.9);
        old.judged(NOW.toEpochMilli(), 77, Long.MAX_VALUE);
        copies.write(old);
        var torn = state("torn", 0.9);
        torn.stand("calm", new Standing(1, true, 5));
        copies.write(torn);
        copies.stored.put("torn", new Stored(torn, true));
        copies.documents.remove("old");

        var job = run(work(100), AuditWork.REPORT);

        assertThat(words(job)).containsExactly("index old  same missing");
        assertThat(report(job).due()).isEqualTo(3);
    }

    @Test
    void waitsForAPartitionThatIsElsewhereAndGoesOnWithTheOther() {
        people(20);
        var work = work(100);
        copies.elsewhere.add(0);

        var job = work.step(queued(AuditWork.REPAIR));
        while (work.canRun(job)) {
            job = work.step(job);
        }
        var here = report(job).profiles();
        copies.elsewhere.remove(0);
        copies.elsewhere.add(1);
        var end = run(work, job);

        assertThat(here).isBetween(1L, 19L);
        assertThat(end.progress().done()).isEqualTo(20);
    }

    @Test
    void waitsWhileItsTenantIsSuspended() {
        people(2);
        tenants.put(TENANT, new Tenants.Standing(ZoneOffset.UTC, true, ""));

        assertThat(work(5).canRun(queued(AuditWork.REPAIR))).isFalse();
    }

    @Test
    void looksCloselyAtABoundedNumberAndSaysHowManyItLeftOut() {
        people(3_000);
        copies.documents.clear();

        var work = work(5_000);
        var job = queued(AuditWork.REPAIR);
        int most = 0;
        while (!job.state().isFinal()) {
            job = work.step(job);
            most = Math.max(
                    most,
                    AuditPosition.parse(job.papers().position()).suspects().size());
        }

        var report = report(job);
        assertThat(most).isEqualTo(1_000);
        assertThat(report.differences()).containsEntry("index", 2_000L);
        assertThat(report.leftOut()).isEqualTo(1_000);
        assertThat(report.sample()).hasSize(50);
        assertThat(copies.repairs).hasSize(2_000);
    }

    @Test
    void asksNoQueryOfASegmentThatWasRetiredMeanwhile() {
        people(4);
        var work = work(100);
        var job = work.step(queued(AuditWork.REPORT));
        rules.retire("calm");

        var end = run(work, job);

        assertThat(end.state()).isEqualTo(JobState.DONE);
        assertThat(report(end).due())
                .as("all are to be judged by other definitions")
                .isEqualTo(4);
    }

    /** One of each kind; what is to be found. */
    private List<String> spoilt() {
        copies.say("p01", "calm", new Told(true, true, 5, 900));
        copies.unsay("p02", "risky");
        copies.say("p03", "risky", Told.UNREADABLE);
        var p04 = person("p04", 0.9);
        p04.stand("risky", new Standing(1, false, 5));
        p04.stand("calm", new Standing(1, true, 5));
        copies.write(p04);
        copies.documents.remove("p05");
        copies.documents.put("p06", Document.of(state("p06", 0.1), 800));
        copies.disagreeing.add("p07 calm");
        copies.say("p08", "risky", new Told(true, true, 6, 1));
        copies.index(person("ghost", 0.9));
        copies.say("nobody", "risky", new Told(true, true, 5, 3));
        return List.of(
                "topic p01 calm out in",
                "topic p02 risky in out",
                "topic p03 risky in unreadable",
                "evaluation p04 risky in out",
                "evaluation p04 calm out in",
                "engine p04 risky out in",
                "engine p04 calm in out",
                "index p05  same missing",
                "index p06  same other",
                "engine p07 calm out in",
                "topic p08 risky in in",
                "index ghost  missing other",
                "topic nobody risky out in");
    }

    private String spoil(String id, Random random) {
        var standings = Objects.requireNonNull(copies.stored.get(id)).state().memberships();
        boolean risky =
                standings.getOrDefault("risky", new Standing(1, false, 0)).member();
        return switch (random.nextInt(4)) {
            case 0 -> {
                copies.documents.remove(id);
                yield "index " + id + "  same missing";
            }
            case 1 -> {
                copies.say(id, "risky", new Told(true, !risky, 5, 9));
                yield "topic " + id + " risky " + (risky ? "in out" : "out in");
            }
            case 2 -> {
                copies.say(id, "calm", Told.UNREADABLE);
                yield "topic " + id + " calm " + (risky ? "out" : "in") + " unreadable";
            }
            default -> {
                copies.say(id, "gone", new Told(true, true, 5, 9));
                yield "topic " + id + " gone out in";
            }
        };
    }

    private void people(int count) {
        for (int i = 1; i <= count; i++) {
            copies.write(person("p%02d".formatted(i), i < 10 || i % 3 == 0 ? 0.9 : 0.1));
        }
    }

    private ProfileState person(String id, double churn) {
        var state = state(id, churn);
        state.nextVersion();
        return state;
    }

    /** Judged, with a standing in every segment. */
    private ProfileState state(String id, double churn) {
        var state = new ProfileState(TENANT, id, 0);
        state.score("churn", churn);
        new Evaluator(rules.ordered(TENANT), ZoneOffset.UTC)
                .restated(state, List.of("risky", "calm"), NOW.toEpochMilli() - 5, new Cause.Contact());
        return state;
    }

    private AuditWork work(int slice) {
        return new AuditWork(copies.stores(), rules::current, tenants, counts, () -> NOW, slice);
    }

    private static Job queued(String request) {
        return Job.queued(TENANT, "seg_1", AuditWork.KIND, request, NOW);
    }

    private static Job run(AuditWork work, String request) {
        return run(work, queued(request));
    }

    private static Job run(AuditWork work, Job from) {
        var job = from;
        var seen = new ArrayList<String>();
        while (!job.state().isFinal()) {
            seen.add(job.papers().position());
            job = work.step(job);
        }
        assertThat(seen).as("each step goes on").doesNotHaveDuplicates();
        work.ended(job);
        return job;
    }

    private static AuditReport report(Job job) {
        return AuditReport.of(job);
    }

    private static List<String> words(Job job) {
        return report(job).sample().stream()
                .map(it -> String.join(" ", it.kind(), it.profileId(), it.segment(), it.expected(), it.found()))
                .toList();
    }
}
