package io.tributary.identity.linkage.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.linkage.block.BlockingRule.Form;
import io.tributary.identity.linkage.table.Comparison;
import io.tributary.identity.linkage.table.LinkField;
import io.tributary.identity.linkage.table.RecordTable;
import io.tributary.identity.linkage.table.RecordTable.Pairing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockingTest {

    private static final List<LinkField> FIELDS = List.of(
            LinkField.of("given", Comparison.NAME),
            LinkField.of("family", Comparison.NAME),
            LinkField.of("mail", Comparison.EMAIL));
    private static final List<BlockingRule> RULES = List.of(
            BlockingRule.inAnyOrder("given", "family"),
            BlockingRule.on("family"),
            BlockingRule.onPart("mail", Form.LOCAL_PART));

    private record Pair(int left, int right) {}

    private record Row(List<String> given, List<String> family, List<String> mail) {

        Map<String, List<String>> cells() {
            return Map.of("given", given, "family", family, "mail", mail);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void givesEachPairOfTheUnionOnceAndKnowsItsRules(long seed) {
        var rows = rows(new Random(seed), 60);
        var table = table(rows);
        var blocking = Blocking.of(table, RULES, 100, 1_000_000);

        var found = new ArrayList<Pair>();
        for (int rule = 0; rule < blocking.rules(); rule++) {
            int current = rule;
            var ofRule = new HashSet<Pair>();
            blocking.eachPair(rule, Watch.NOBODY, (left, right) -> {
                assertThat(ofRule.add(new Pair(left, right)))
                        .as("once in its rule")
                        .isTrue();
                if (Blocking.isFirst(current, blocking.rulesOf(left, right))) {
                    found.add(new Pair(left, right));
                }
            });
            assertThat(ofRule).isEqualTo(expected(rows, rule));
        }

        var union = new HashSet<Pair>();
        for (int rule = 0; rule < RULES.size(); rule++) {
            union.addAll(expected(rows, rule));
        }
        assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(union);
    }

    /** Straight from the rules' meaning, pair by pair. */
    private static Set<Pair> expected(List<Row> rows, int rule) {
        var pairs = new HashSet<Pair>();
        for (int left = 0; left < rows.size(); left++) {
            for (int right = left + 1; right < rows.size(); right++) {
                var one = rows.get(left);
                var other = rows.get(right);
                boolean joined = switch (rule) {
                    case 0 ->
                        (shares(one.given(), other.given()) && shares(one.family(), other.family()))
                                || (shares(one.given(), other.family()) && shares(one.family(), other.given()));
                    case 1 -> shares(one.family(), other.family());
                    default -> shares(locals(one.mail()), locals(other.mail()));
                };
                if (joined) {
                    pairs.add(new Pair(left, right));
                }
            }
        }
        return pairs;
    }

    private static boolean shares(List<String> one, List<String> other) {
        return one.stream().anyMatch(other::contains);
    }

    private static List<String> locals(List<String> mails) {
        return mails.stream().map(it -> it.substring(0, it.indexOf('@'))).toList();
    }

    private static List<Row> rows(Random random, int count) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < count; i++) {
            var mails = new ArrayList<String>();
            for (int mail = random.nextInt(3); mail > 0; mail--) {
                mails.add("box" + random.nextInt(20) + "@p" + random.nextInt(3) + ".example");
            }
            // At most one name each: with several, names of two events would mix.
            rows.add(new Row(name(random), name(random), List.copyOf(mails)));
        }
        return rows;
    }

    private static List<String> name(Random random) {
        return random.nextInt(5) == 0 ? List.of() : List.of("name" + random.nextInt(12));
    }

    private static RecordTable table(List<Row> rows) {
        var table = RecordTable.of(Pairing.ANY, FIELDS);
        rows.forEach(it -> table.add("", it.cells()));
        return table.build();
    }

    @Test
    void leavesOutBlocksAboveTheCapAndNamesTheirRule() {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < 10; i++) {
            rows.add(new Row(List.of("anna"), List.of(i < 7 ? "smith" : "jones"), List.of()));
        }
        var blocking = Blocking.of(table(rows), List.of(BlockingRule.on("family")), 5, 1_000);

        var report = blocking.reports().getFirst();

        assertThat(report).isEqualTo(new RuleReport("family", 5, 1, 3, 1, 21, 7));
        assertThat(blocking.rulesOf(0, 1)).isZero();
        assertThat(blocking.rulesOf(8, 9)).isEqualTo(1);
    }

    @Test
    void spendsABudgetOfPairsOnTheSmallestBlocks() {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < 9; i++) {
            rows.add(new Row(List.of("anna"), List.of(i < 2 ? "a" : i < 5 ? "b" : "c"), List.of()));
        }

        var report = Blocking.of(table(rows), List.of(BlockingRule.on("family")), 100, 4)
                .reports()
                .getFirst();

        // Blocks of 2 and 3 make 4 pairs; that of 4 would make 6 more.
        assertThat(report.cap()).isEqualTo(3);
        assertThat(report.pairs()).isEqualTo(4);
        assertThat(report.blocksSkipped()).isEqualTo(1);
    }

    @Test
    void endsWhenItsWatchEndsIt() {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < 200; i++) {
            rows.add(new Row(List.of("anna"), List.of("smith"), List.of()));
        }
        var blocking = Blocking.of(table(rows), List.of(BlockingRule.on("family")), 1_000, 1_000_000);
        Watch impatient = _ -> {
            throw new CancellationException("enough");
        };

        Assertions.assertThatThrownBy(() -> blocking.eachPair(0, impatient, (_, _) -> {}))
                .isInstanceOf(CancellationException.class);
    }
}
