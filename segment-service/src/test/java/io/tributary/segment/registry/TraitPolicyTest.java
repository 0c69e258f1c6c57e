package io.tributary.segment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.computed.ComputedTrait;
import io.tributary.segment.computed.TraitStatus;
import io.tributary.segment.computed.TraitVersion;
import io.tributary.segment.computed.TraitWords;
import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.FigureParse;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraitPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String ORDERS = "count(\"Order Completed\") ever";
    private static final String RECENT = "count(\"Order Completed\") in last 30 days";

    private final Map<String, RegisteredSegment> segments = new TreeMap<>();
    private final Map<String, ComputedTrait> traits = new TreeMap<>();

    @Test
    void decidesAtOnce() {
        var verdict = TraitPolicy.create(registry(), "orders", version(ORDERS), 0);

        assertThat(verdict).isInstanceOfSatisfying(TraitVerdict.Changed.class, it -> {
            assertThat(it.trait()).isEqualTo(new ComputedTrait("orders", TraitStatus.LIVE, version(ORDERS)));
            assertThat(it.added()).isEqualTo(version(ORDERS));
            assertThat(it.dependants()).isEmpty();
        });
    }

    @Test
    void refusesANameThatSourcesSegmentsOrOtherTraitsUse() {
        trait("orders", ORDERS);
        traits.put("former", new ComputedTrait("former", TraitStatus.RETIRED, version(ORDERS)));
        segment("loyal", SegmentStatus.DRAFT, "visits >= 3");
        segment("gone", SegmentStatus.RETIRED, "clicks >= 3");

        assertThat(TraitPolicy.create(registry(), "orders", version(ORDERS), 0))
                .isEqualTo(new TraitVerdict.KeyTaken("orders", TraitStatus.LIVE));
        assertThat(TraitPolicy.create(registry(), "former", version(ORDERS), 0))
                .isEqualTo(new TraitVerdict.KeyTaken("former", TraitStatus.RETIRED));
        assertThat(TraitPolicy.create(registry(), "plan", version(ORDERS), 3))
                .isEqualTo(new TraitVerdict.SaidBySources(3));
        assertThat(TraitPolicy.create(registry(), "visits", version(ORDERS), 0))
                .isEqualTo(new TraitVerdict.NameInRules(List.of("loyal")));
        assertThat(TraitPolicy.create(registry(), "clicks", version(ORDERS), 0))
                .isInstanceOf(TraitVerdict.Changed.class);
    }

    @Test
    void refusesMoreThanATenantMayHave() {
        IntStream.range(0, TraitPolicy.MOST).forEach(it -> trait("t" + it, ORDERS));

        assertThat(TraitPolicy.create(registry(), "more", version(ORDERS), 0))
                .isEqualTo(new TraitVerdict.TooMany(TraitPolicy.MOST));
        traits.computeIfPresent("t1", (key, it) -> it.retired());
        assertThat(TraitPolicy.create(registry(), "more", version(ORDERS), 0)).isInstanceOf(TraitVerdict.Changed.class);
    }

    @Test
    void announcesAnewWhatIsDecidedByItWhenTheMeasureChangesOnly() {
        trait("orders", ORDERS);
        segment("loyal", SegmentStatus.PUBLISHED, "orders >= 3");
        segment("draft", SegmentStatus.DRAFT, "orders >= 3");
        segment("other", SegmentStatus.PUBLISHED, "country = \"DE\"");

        assertThat(TraitPolicy.revise(registry(), "orders", version(RECENT)))
                .isInstanceOfSatisfying(TraitVerdict.Changed.class, it -> {
                    assertThat(it.trait().latest().number()).isEqualTo(2);
                    assertThat(it.dependants()).containsExactly("loyal");
                });
        assertThat(TraitPolicy.revise(registry(), "orders", renamed("Orders", ORDERS)))
                .isInstanceOfSatisfying(
                        TraitVerdict.Changed.class,
                        it -> assertThat(it.dependants()).isEmpty());
        assertThat(TraitPolicy.revise(registry(), "orders", version(ORDERS)))
                .isEqualTo(new TraitVerdict.Unchanged(Objects.requireNonNull(traits.get("orders"))));
        assertThat(TraitPolicy.revise(registry(), "none", version(ORDERS)))
                .isEqualTo(new TraitVerdict.NotFound("none"));
    }

    @Test
    void refusesAMeasureWithWhichARuleWouldBeTooLarge() {
        trait("orders", ORDERS);
        var many = IntStream.range(0, 90).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        segment("loyal", SegmentStatus.PUBLISHED, "orders in (" + many + ")");
        var filtered = "count(\"Order Completed\" where category = \"a\" and category = \"b\") ever";

        assertThat(TraitPolicy.revise(registry(), "orders", version(RECENT))).isInstanceOf(TraitVerdict.Changed.class);
        assertThat(TraitPolicy.revise(registry(), "orders", version(filtered)))
                .isEqualTo(new TraitVerdict.RulesTooLarge(List.of("loyal")));
    }

    @Test
    void isNotRetiredWhileALivingSegmentSpeaksOfIt() {
        trait("orders", ORDERS);
        segment("loyal", SegmentStatus.PUBLISHED, "orders >= 3");
        segment("draft", SegmentStatus.DRAFT, "not orders exists");

        assertThat(TraitPolicy.retire(registry(), "orders"))
                .isEqualTo(new TraitVerdict.InUse(List.of("draft", "loyal")));
        segments.clear();
        segment("gone", SegmentStatus.RETIRED, "orders >= 3");
        assertThat(TraitPolicy.retire(registry(), "orders")).isInstanceOfSatisfying(TraitVerdict.Changed.class, it -> {
            assertThat(it.trait().status()).isEqualTo(TraitStatus.RETIRED);
            assertThat(it.added()).isNull();
        });
        traits.computeIfPresent("orders", (key, it) -> it.retired());
        assertThat(TraitPolicy.retire(registry(), "orders")).isInstanceOf(TraitVerdict.Unchanged.class);
        assertThat(TraitPolicy.revise(registry(), "orders", version(RECENT)))
                .isEqualTo(new TraitVerdict.Retired("orders"));
    }

    @Test
    void letsSegmentsCompareNumbersOnly() {
        trait("orders", ORDERS);
        traits.put("former", new ComputedTrait("former", TraitStatus.RETIRED, version(ORDERS)));

        assertThat(RegistryPolicy.create(registry(), "s", rule("orders >= 3")))
                .isInstanceOf(RegistryVerdict.Changed.class);
        assertThat(RegistryPolicy.create(registry(), "s", rule("orders = \"three\"")))
                .isInstanceOf(RegistryVerdict.Misused.class);
        assertThat(RegistryPolicy.create(registry(), "s", rule("former >= 3")))
                .isInstanceOf(RegistryVerdict.Misused.class);
        segment("s", SegmentStatus.PUBLISHED, "orders >= 3");
        assertThat(RegistryPolicy.rollBack(registry(), "s", rule("former >= 3"), NOW))
                .isInstanceOf(RegistryVerdict.Misused.class);
    }

    @Test
    void keepsRulesAsWrittenAndGivesTheirMeaning() {
        trait("orders", ORDERS);
        segment("loyal", SegmentStatus.PUBLISHED, "orders >= 3");

        var before = Objects.requireNonNull(registry().find("loyal")).latest();
        trait("orders", RECENT);
        var after = Objects.requireNonNull(registry().find("loyal")).latest();

        assertThat(RuleText.print(before.rule())).isEqualTo("count(\"Order Completed\") >= 3 ever");
        assertThat(RuleText.print(after.rule())).isEqualTo("count(\"Order Completed\") >= 3 in last 30 days");
        assertThat(after.written()).isEqualTo(before.written());
        assertThat(after.hash()).isEqualTo(before.hash());
    }

    private Registry registry() {
        return new Registry(segments, Map.of(), traits);
    }

    private void trait(String key, String measure) {
        traits.put(key, new ComputedTrait(key, TraitStatus.LIVE, version(measure)));
    }

    private void segment(String key, SegmentStatus status, String text) {
        var version = rule(text);
        segments.put(
                key, new RegisteredSegment(key, status, version, status == SegmentStatus.DRAFT ? null : version, NOW));
    }

    private static SegmentVersion rule(String text) {
        Condition rule = ((RuleParse.Parsed) RuleText.parse(text)).condition();
        return new SegmentVersion(
                1,
                new Description("name", "", "", "", "", null, List.of(), List.of(), false),
                rule,
                Canonical.sha256(rule),
                NOW,
                "account");
    }

    private static TraitVersion version(String measure) {
        return renamed("name", measure);
    }

    private static TraitVersion renamed(String name, String measure) {
        var figure = ((FigureParse.Parsed) RuleText.parseFigure(measure)).figure();
        return new TraitVersion(1, new TraitWords(name, "", ""), figure, NOW, "account");
    }
}
