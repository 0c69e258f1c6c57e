package io.tributary.identity.linkage;

import static io.tributary.identity.linkage.table.Comparison.CODE;
import static io.tributary.identity.linkage.table.Comparison.DATE;
import static io.tributary.identity.linkage.table.Comparison.EMAIL;
import static io.tributary.identity.linkage.table.Comparison.NAME;
import static io.tributary.identity.linkage.table.Comparison.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.identity.linkage.block.Blocking;
import io.tributary.identity.linkage.block.BlockingRule;
import io.tributary.identity.linkage.block.Watch;
import io.tributary.identity.linkage.table.LinkField;
import io.tributary.identity.linkage.table.RecordTable;
import io.tributary.identity.linkage.table.RecordTable.Pairing;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Published files with known truth, all linked in the same way: one blocking rule per field, the default settings, one
 * seed. The figures are printed. Needs the folder that {@code TRIBUTARY_DATA} names.
 */
class LabelledFilesTest {

    private static final long SEED = 7;
    private static final List<LinkField> FEBRL = List.of(
            LinkField.of("given_name", NAME),
            LinkField.of("surname", NAME),
            LinkField.of("date_of_birth", DATE),
            LinkField.of("soc_sec_id", CODE),
            LinkField.of("street_number", CODE),
            LinkField.of("postcode", CODE));
    private static final List<BlockingRule> FEBRL_RULES = List.of(
            BlockingRule.on("soc_sec_id"),
            BlockingRule.on("given_name"),
            BlockingRule.on("surname"),
            BlockingRule.on("date_of_birth"),
            BlockingRule.on("postcode"));
    private static final List<LinkField> FAKE = List.of(
            LinkField.of("first_name", NAME),
            LinkField.of("surname", NAME),
            LinkField.of("dob", DATE),
            LinkField.of("city", NAME),
            LinkField.of("email", EMAIL));

    private static final List<LinkField> FEBRL_WITH_PLACES = Stream.concat(
                    FEBRL.stream(), Stream.of(LinkField.of("state", NOTHING), LinkField.of("address_1", NOTHING)))
            .toList();
    private static final List<BlockingRule> PUBLISHED_RULES = List.of(
            BlockingRule.inAnyOrder("given_name", "surname"),
            BlockingRule.on("date_of_birth"),
            BlockingRule.on("soc_sec_id"),
            BlockingRule.on("state", "address_1"),
            BlockingRule.on("street_number", "address_1"),
            BlockingRule.on("postcode"));

    private record Figures(Linkage linkage, Accuracy pairs, Accuracy clusters, double prior) {}

    @Test
    void findsTheTwinsOfFebrl4OneToOne() {
        var figures = link("febrl4", febrl(Pairing.ACROSS_SOURCES, "febrl_dataset4a.csv", "febrl_dataset4b.csv"));

        assertThat(figures.clusters().f1()).isGreaterThanOrEqualTo(0.998);
        assertThat(figures.prior()).isCloseTo(1, within(0.02));
    }

    @Test
    void findsTheTwinsOfFebrl4WithTheRulesOfAPublishedExample() {
        var figures = link(
                "febrl4, published rules",
                PUBLISHED_RULES,
                febrl(Pairing.ACROSS_SOURCES, FEBRL_WITH_PLACES, "febrl_dataset4a.csv", "febrl_dataset4b.csv"));

        assertThat(figures.linkage().report().scope().candidates()).isEqualTo(31_956);
        assertThat(figures.clusters().f1()).isGreaterThanOrEqualTo(0.998);
        assertThat(figures.prior()).isCloseTo(1, within(0.02));
    }

    @Test
    void groupsTheDuplicatesOfFebrl3() {
        var figures = link("febrl3", febrl(Pairing.ANY, "febrl_dataset3.csv"));

        // Counted by an independent program with the same rules.
        assertThat(figures.linkage().report().scope().candidates()).isEqualTo(87_583);
        assertThat(figures.clusters().f1()).isGreaterThanOrEqualTo(0.995);
        assertThat(figures.prior()).isCloseTo(1, within(0.02));
    }

    @Test
    void groupsTheDuplicatesOfFebrl1() {
        var figures = link("febrl1", febrl(Pairing.ANY, "febrl_dataset1.csv"));

        assertThat(figures.linkage().report().scope().candidates()).isEqualTo(4_162);
        assertThat(figures.clusters().f1()).isGreaterThanOrEqualTo(0.995);
        assertThat(figures.prior()).isCloseTo(1, within(0.02));
    }

    @Test
    void groupsRecordsOfWhichMuchIsMissing() {
        var figures = link(
                "fake_1000",
                BlockingRule.perField(FAKE),
                LabelledRecords.of(Pairing.ANY, FAKE, "cluster", it -> it, "splink_fake_1000.csv"));

        // An independent program reached 0.838 for pairs and 0.808 for groups.
        assertThat(figures.pairs().f1()).isGreaterThanOrEqualTo(0.838);
        assertThat(figures.clusters().f1()).isGreaterThanOrEqualTo(0.808);
    }

    private static LabelledRecords febrl(Pairing pairing, String... files) {
        return febrl(pairing, FEBRL, files);
    }

    private static LabelledRecords febrl(Pairing pairing, List<LinkField> fields, String... files) {
        return LabelledRecords.of(pairing, fields, "rec_id", it -> it.replaceAll("-(org|dup-\\d+)$", ""), files);
    }

    private static Figures link(String name, LabelledRecords records) {
        return link(name, FEBRL_RULES, records);
    }

    private static Figures link(String name, List<BlockingRule> rules, LabelledRecords records) {
        var table = records.table();
        var linkage =
                new Linker(rules, LinkageSettings.defaults()).link(table, new SplittableRandom(SEED), Watch.NOBODY);
        double prior = linkage.report().prior() * table.pairs() / records.truePairs();
        var figures = new Figures(
                linkage,
                Accuracy.of(linkage.pairs(), records::isOnePerson, records.truePairs()),
                Accuracy.of(linkage.cluster(JoinGuard.NONE), records::isOnePerson, records.truePairs()),
                prior);
        System.out.printf(
                "%s: %d candidates of %d pairs, reduction %.5f, %.4f of the true pairs among them%n"
                        + "  prior %.4e, %.4f of the true one%n  pairs p>=0.5: %s%n  groups:       %s%n",
                name,
                linkage.report().scope().candidates(),
                table.pairs(),
                linkage.report().scope().reductionRatio(),
                completeness(table, rules, records),
                linkage.report().prior(),
                prior,
                figures.pairs(),
                figures.clusters());
        return figures;
    }

    /** The share of the true pairs that blocking lets through. */
    private static double completeness(RecordTable table, List<BlockingRule> rules, LabelledRecords records) {
        var settings = LinkageSettings.defaults();
        var blocking = Blocking.of(table, rules, settings.maxBlock(), settings.maxPairs());
        var found = new AtomicLong();
        for (int rule = 0; rule < blocking.rules(); rule++) {
            int current = rule;
            blocking.eachPair(rule, Watch.NOBODY, (left, right) -> {
                if (records.isOnePerson(left, right) && Blocking.isFirst(current, blocking.rulesOf(left, right))) {
                    found.incrementAndGet();
                }
            });
        }
        return (double) found.get() / records.truePairs();
    }
}
