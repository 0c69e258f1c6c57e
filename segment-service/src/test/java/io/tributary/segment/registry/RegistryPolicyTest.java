package io.tributary.segment.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.segment.preview.Inlining;
import io.tributary.segment.preview.RuleTooLarge;
import io.tributary.segment.registry.RegistryVerdict.Changed;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RuleError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RegistryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Map<String, RegisteredSegment> segments = new TreeMap<>();

    @Test
    void createsADraftThatNobodyIsToldOf() {
        var verdict = RegistryPolicy.create(registry(), "loyal", version(1));

        assertThat(verdict).isInstanceOfSatisfying(Changed.class, it -> {
            assertThat(it.segment().status()).isEqualTo(SegmentStatus.DRAFT);
            assertThat(it.announced()).isFalse();
        });
    }

    @Test
    void neverReusesTheKeyOfARetiredSegment() {
        put("loyal", SegmentStatus.RETIRED);

        var verdict = RegistryPolicy.create(registry(), "loyal", version(1));

        assertThat(verdict).isEqualTo(new RegistryVerdict.KeyTaken("loyal", SegmentStatus.RETIRED));
    }

    @Test
    void numbersARevisionAfterTheNewestVersionAndLeavesThePublishedOneDeciding() {
        put("loyal", SegmentStatus.PUBLISHED);

        var verdict = RegistryPolicy.revise(registry(), "loyal", version(1, "a", "b"));

        assertThat(verdict).isInstanceOf(RegistryVerdict.UnknownReferences.class);
        put("a", SegmentStatus.DRAFT);
        put("b", SegmentStatus.DRAFT);
        assertThat(RegistryPolicy.revise(registry(), "loyal", version(1, "a", "b")))
                .isInstanceOfSatisfying(Changed.class, it -> {
                    assertThat(it.segment().latest().number()).isEqualTo(2);
                    assertThat(it.segment().published())
                            .isNotNull()
                            .extracting(SegmentVersion::number)
                            .isEqualTo(1);
                });
    }

    @Test
    void refusesARuleThatReferencesMakeTooLarge() {
        put("s0", SegmentStatus.PUBLISHED);
        for (int i = 1; i <= 40; i++) {
            put("s" + i, SegmentStatus.PUBLISHED, "s" + (i - 1), "s" + (i - 1));
        }

        assertThat(RegistryPolicy.create(registry(), "small", version(1, "s10", "s10")))
                .isInstanceOf(Changed.class);
        assertThat(RegistryPolicy.create(registry(), "large", version(1, "s40")))
                .isInstanceOfSatisfying(
                        RegistryVerdict.Misused.class,
                        it -> assertThat(it.errors())
                                .extracting(RuleError::rule)
                                .containsExactly("too-many-nodes"));
        var inlining = new Inlining(registry());
        assertThatThrownBy(() -> inlining.inline(new Condition.SegmentRef("s40")))
                .isInstanceOf(RuleTooLarge.class);
    }

    @Test
    void refusesACircleAndNamesItsPath() {
        put("a", SegmentStatus.PUBLISHED);
        put("b", SegmentStatus.PUBLISHED, "a");
        put("c", SegmentStatus.PUBLISHED, "b");

        var verdict = RegistryPolicy.revise(registry(), "a", version(1, "c"));

        assertThat(verdict).isEqualTo(new RegistryVerdict.Cycle(List.of("a", "c", "b", "a")));
    }

    @Test
    void refusesASegmentThatRefersToItself() {
        var verdict = RegistryPolicy.create(registry(), "a", version(1, "a"));

        assertThat(verdict).isEqualTo(new RegistryVerdict.Cycle(List.of("a", "a")));
    }

    @Test
    void publishesOnlyWhatRefersToPublishedSegments() {
        put("a", SegmentStatus.DRAFT);
        put("b", SegmentStatus.DRAFT, "a");

        assertThat(RegistryPolicy.publish(registry(), "b", NOW))
                .isEqualTo(new RegistryVerdict.UnpublishedReferences(List.of("a")));
        assertThat(RegistryPolicy.publish(registry(), "a", NOW))
                .isInstanceOfSatisfying(
                        Changed.class, it -> assertThat(it.announced()).isTrue());
    }

    @Test
    void refusesToRetireWhatOthersReferToAndNamesThem() {
        put("a", SegmentStatus.PUBLISHED);
        put("c", SegmentStatus.PUBLISHED, "a");
        put("b", SegmentStatus.DRAFT, "a");

        var verdict = RegistryPolicy.retire(registry(), "a");

        assertThat(verdict).isEqualTo(new RegistryVerdict.InUse(List.of("b", "c")));
    }

    @Test
    void rollsBackByANewVersionThatDecidesAtOnce() {
        put("loyal", SegmentStatus.PUBLISHED);

        var verdict = RegistryPolicy.rollBack(registry(), "loyal", version(1), NOW);

        assertThat(verdict).isInstanceOfSatisfying(Changed.class, it -> {
            assertThat(it.segment().published())
                    .isNotNull()
                    .extracting(SegmentVersion::number)
                    .isEqualTo(2);
            assertThat(it.announced()).isTrue();
        });
    }

    private Registry registry() {
        return new Registry(segments);
    }

    private void put(String key, SegmentStatus status, String... references) {
        var version = version(1, references);
        segments.put(
                key,
                new RegisteredSegment(
                        key,
                        status,
                        version,
                        status == SegmentStatus.DRAFT ? null : version,
                        status == SegmentStatus.DRAFT ? null : NOW));
    }

    private static SegmentVersion version(int number, String... references) {
        var rule = new Condition.All(List.of(references).stream()
                .<Condition>map(Condition.SegmentRef::new)
                .toList());
        return new SegmentVersion(
                number,
                new Description("name", "", "", "", "", null, List.of(), List.of(), false),
                rule,
                "00" + references.length,
                NOW,
                "account");
    }
}
