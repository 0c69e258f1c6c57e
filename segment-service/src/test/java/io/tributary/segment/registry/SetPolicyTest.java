package io.tributary.segment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.registry.SetVerdict.Changed;
import io.tributary.segment.registry.SetVerdict.StageRefused;
import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private Registry registry = new Registry(Map.of());

    @Test
    void createsAllStagesAsDraftsThatNobodyIsToldOf() {
        var verdict = written(SetPolicy.create(registry, wished("loyal=plan = \"pro\"", "other=")));

        assertThat(verdict.set().status()).isEqualTo(SegmentStatus.DRAFT);
        assertThat(verdict.set().stages()).containsExactly("loyal", "other");
        assertThat(verdict.announced()).isFalse();
        assertThat(status("loyal")).isEqualTo(SegmentStatus.DRAFT);
    }

    @Test
    void publishesAllStagesAtOneInstant() {
        written(SetPolicy.create(registry, wished("loyal=plan = \"pro\"", "new=visits < 3", "other=")));

        var verdict = written(SetPolicy.publish(registry, "stage", NOW));

        assertThat(verdict.segments())
                .hasSize(3)
                .allMatch(RegistryVerdict.Changed::announced)
                .allMatch(it -> NOW.equals(it.segment().publishedAt()));
        assertThat(verdict.set().published()).containsExactly("loyal", "new", "other");
        assertThat(SetPolicy.publish(registry, "stage", NOW)).isInstanceOf(SetVerdict.Unchanged.class);
    }

    @Test
    void letsNobodyChangeOneStageAlone() {
        published("loyal=plan = \"pro\"", "other=");
        var alone = new RegistryVerdict.StageOf("stage");

        assertThat(RegistryPolicy.revise(registry, "loyal", version("visits > 1")))
                .isEqualTo(alone);
        assertThat(RegistryPolicy.publish(registry, "loyal", NOW)).isEqualTo(alone);
        assertThat(RegistryPolicy.rollBack(registry, "loyal", version("visits > 1"), NOW))
                .isEqualTo(alone);
        assertThat(RegistryPolicy.retire(registry, "other")).isEqualTo(alone);
    }

    @Test
    void changesTheRulesOfLaterStagesWithAnEarlierOne() {
        published("loyal=plan = \"pro\"", "new=visits < 3", "other=");

        var verdict = written(SetPolicy.revise(registry, wished("loyal=plan = \"max\"", "new=visits < 3", "other=")));

        assertThat(verdict.set().version()).isEqualTo(2);
        assertThat(verdict.segments())
                .extracting(it -> it.segment().latest().number())
                .containsExactly(2, 2, 2);
        assertThat(verdict.segments())
                .as("the first version goes on deciding")
                .allMatch(it -> number(it.segment().published()) == 1);
    }

    @Test
    void retiresAStageThatIsLeftOutWhenTheNewOrderDecides() {
        published("loyal=plan = \"pro\"", "new=visits < 3", "other=");
        written(SetPolicy.revise(registry, wished("new=visits < 3", "loyal=plan = \"pro\"", "rest=")));
        assertThat(status("other")).as("it still decides").isEqualTo(SegmentStatus.PUBLISHED);
        assertThat(RegistryPolicy.retire(registry, "other")).isEqualTo(new RegistryVerdict.StageOf("stage"));

        var verdict = written(SetPolicy.publish(registry, "stage", NOW));

        assertThat(status("other")).isEqualTo(SegmentStatus.RETIRED);
        assertThat(verdict.set().published()).containsExactly("new", "loyal", "rest");
    }

    @Test
    void retiresADraftThatIsLeftOutAtOnce() {
        written(SetPolicy.create(registry, wished("loyal=plan = \"pro\"", "new=visits < 3", "other=")));

        written(SetPolicy.revise(registry, wished("loyal=plan = \"pro\"", "other=")));

        assertThat(status("new")).isEqualTo(SegmentStatus.RETIRED);
    }

    @Test
    void refusesSegmentsOfOthersAndKeysThatWereUsed() {
        put("alone", SegmentStatus.PUBLISHED, "visits > 1");
        put("gone", SegmentStatus.RETIRED, "visits > 1");

        assertThat(SetPolicy.create(registry, wished("alone=plan = \"pro\"", "other=")))
                .isEqualTo(new StageRefused("alone", new RegistryVerdict.KeyTaken("alone", SegmentStatus.PUBLISHED)));
        assertThat(SetPolicy.create(registry, wished("loyal=plan = \"pro\"", "gone=")))
                .isEqualTo(new StageRefused("gone", new RegistryVerdict.KeyTaken("gone", SegmentStatus.RETIRED)));
        written(SetPolicy.create(registry, wished("loyal=plan = \"pro\"", "other=")));
        assertThat(SetPolicy.create(registry, wished("x=plan = \"pro\"", "y=")))
                .isEqualTo(new SetVerdict.KeyTaken("stage", SegmentStatus.DRAFT));
    }

    @Test
    void refusesCirclesAndReferencesThatAreNotThere() {
        published("loyal=plan = \"pro\"", "other=");

        var circle = SetPolicy.revise(registry, wished("loyal=segment(\"other\")", "other="));
        var unknown = SetPolicy.revise(registry, wished("loyal=segment(\"nobody\")", "other="));

        assertThat(circle)
                .isInstanceOfSatisfying(
                        StageRefused.class, it -> assertThat(it.refusal()).isInstanceOf(RegistryVerdict.Cycle.class));
        assertThat(unknown)
                .isEqualTo(new StageRefused("loyal", new RegistryVerdict.UnknownReferences(List.of("nobody"))));
    }

    @Test
    void letsAStageReferToOneBeforeItAndRetiresBoth() {
        published("loyal=plan = \"pro\"", "new=visits < 3 and not segment(\"loyal\")", "other=");

        var verdict = written(SetPolicy.retire(registry, "stage"));

        assertThat(verdict.set().status()).isEqualTo(SegmentStatus.RETIRED);
        assertThat(Stream.of("loyal", "new", "other").map(this::status)).containsOnly(SegmentStatus.RETIRED);
        assertThat(SetPolicy.revise(registry, wished("a=visits > 1", "b="))).isEqualTo(new SetVerdict.Retired("stage"));
    }

    @Test
    void staysWhileOthersReferToAStage() {
        published("loyal=plan = \"pro\"", "other=");
        put("friends", SegmentStatus.PUBLISHED, "segment(\"loyal\")");

        var verdict = SetPolicy.retire(registry, "stage");

        assertThat(verdict).isEqualTo(new StageRefused("loyal", new RegistryVerdict.InUse(List.of("friends"))));
        assertThat(status("other")).as("nothing was written").isEqualTo(SegmentStatus.PUBLISHED);
    }

    @Test
    void changesNothingWhenTheSameIsWishedAgain() {
        published("loyal=plan = \"pro\"", "other=");

        var verdict = SetPolicy.revise(registry, wished("loyal=plan = \"pro\"", "other="));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        SetVerdict.Unchanged.class,
                        it -> assertThat(it.set().version()).isEqualTo(1));
        assertThat(SetPolicy.publish(registry, "nothing", NOW)).isEqualTo(new SetVerdict.NotFound("nothing"));
    }

    @Test
    void boundsHowManyThereAre() {
        var sets = new HashMap<String, SegmentSet>();
        for (int i = 0; i < SetPolicy.MOST; i++) {
            sets.put("s" + i, SegmentSet.first(new WishedSet("s" + i, List.of(), NOW, "account")));
        }

        assertThat(SetPolicy.create(new Registry(Map.of(), sets), wished("a=visits > 1", "b=")))
                .isEqualTo(new SetVerdict.TooMany(SetPolicy.MOST));
    }

    private void published(String... stages) {
        written(SetPolicy.create(registry, wished(stages)));
        written(SetPolicy.publish(registry, "stage", NOW));
    }

    private Changed written(SetVerdict verdict) {
        assertThat(verdict).isInstanceOf(Changed.class);
        var changed = (Changed) verdict;
        changed.segments().forEach(it -> registry = registry.with(it.segment()));
        var sets = new HashMap<>(registry.sets());
        sets.put(changed.set().key(), changed.set());
        registry = new Registry(registry.segments(), sets);
        return changed;
    }

    private SegmentStatus status(String key) {
        return Objects.requireNonNull(registry.find(key), key).status();
    }

    /** Stages as {@code key=rule}; the last has no rule. */
    private static WishedSet wished(String... stages) {
        var own = new ArrayList<Condition>();
        var keys = new ArrayList<String>();
        for (var stage : stages) {
            int end = stage.indexOf('=');
            keys.add(stage.substring(0, end));
            if (end < stage.length() - 1) {
                own.add(rule(stage.substring(end + 1)));
            }
        }
        var rules = StageRules.exclusive(own);
        var wished = new ArrayList<WishedSet.Stage>();
        for (int i = 0; i < keys.size(); i++) {
            wished.add(new WishedSet.Stage(keys.get(i), version(rules.get(i))));
        }
        return new WishedSet("stage", wished, NOW, "account");
    }

    private void put(String key, SegmentStatus status, String rule) {
        var version = version(rule);
        registry = registry.with(new RegisteredSegment(key, status, version, version, NOW));
    }

    private static int number(@Nullable SegmentVersion version) {
        return version == null ? 0 : version.number();
    }

    private static Condition rule(String text) {
        return ((RuleParse.Parsed) RuleText.parse(text)).condition();
    }

    private static SegmentVersion version(String rule) {
        return version(rule(rule));
    }

    private static SegmentVersion version(Condition rule) {
        var description = new Description("name", "", "", "", "", null, List.of(), List.of(), false);
        return new SegmentVersion(1, description, rule, Canonical.sha256(rule), NOW, "account");
    }
}
