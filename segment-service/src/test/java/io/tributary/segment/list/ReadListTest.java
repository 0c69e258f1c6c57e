package io.tributary.segment.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.segment.list.FileRead.Form;
import io.tributary.segment.list.FileRead.Place;
import io.tributary.segment.list.ListRefused.Rule;
import io.tributary.segment.list.ReadList.Identifier;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Operator;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadListTest {

    private static final ListFormat UNSAID = of(List.of(), "");

    private final List<Identifier> taken = new ArrayList<>();

    @Test
    void readsAColumnForEachNamespace() {
        var read = read("\uFEFFEmail,user_id\r\nAnna@Mail.Example,u-1\r\n,u-2\r\n\"bert@mail.example\",\r\n\r\n");

        assertThat(taken)
                .containsExactly(
                        new Identifier("email", "anna@mail.example"),
                        new Identifier("user_id", "u-1"),
                        new Identifier("user_id", "u-2"),
                        new Identifier("email", "bert@mail.example"));
        assertThat(read)
                .isEqualTo(new FileRead(
                        3, 4, 0, List.of(), new Form("UTF-8", "comma", true, List.of("email", "user_id"))));
    }

    @Test
    void readsPairsOfAnyNamespace() {
        read(
                "namespace,value\nloyalty_card,\"4711, gold\"\nphone,+49 (0)1512 345-6789\nphone,0049 1512 3456789\nphone,+49 1\n");

        assertThat(taken)
                .containsExactly(
                        new Identifier("loyalty_card", "4711, gold"), new Identifier("phone", "+4915123456789"));
    }

    @Test
    void saysWhereACellIsNoIdentifierAndNotWhatItHolds() {
        var read = read("email,phone\nnobody,01512 3456789\nanna@mail.example,\na@b.example,+4915123456789,more\n");

        assertThat(taken).containsExactly(new Identifier("email", "anna@mail.example"));
        assertThat(read.rows()).isEqualTo(3);
        assertThat(read.invalid()).isEqualTo(3);
        assertThat(read.invalidAt()).containsExactly(new Place(1, "email"), new Place(1, "phone"), new Place(3, ""));
        assertThat(read.toString()).doesNotContain("nobody", "3456789");
    }

    @Test
    void takesNumbersWithoutACountryForThoseOfTheTenantsRegion() {
        read("phone\n01512 3456789\n+31 6 12345678\n".getBytes(StandardCharsets.UTF_8), of(List.of(), "DE"));

        assertThat(taken)
                .containsExactly(new Identifier("phone", "+4915123456789"), new Identifier("phone", "+31612345678"));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, comma, 0",
        "UTF-8, semicolon, 3",
        "UTF-16LE, tab, 2",
        "UTF-16BE, pipe, 2",
        "UTF-16LE, semicolon, 0",
        "UTF-16BE, comma, 0",
        "windows-1252, semicolon, 0",
        "windows-1252, tab, 0"
    })
    void findsOutHowAFileIsWritten(String encoding, String delimiter, int markBytes) {
        char between = Delimiters.named(delimiter).orElseThrow();
        var text = "user_id|name|email\nM\u00fcller|\"M, J; x\"|m\u00fcller@mail.example\nu-2||b@mail.example\n"
                .replace('|', between);
        byte[] bytes = ((markBytes > 0 ? "\uFEFF" : "") + text).getBytes(Charset.forName(encoding));

        var read = read(bytes, UNSAID);

        assertThat(read.format()).isEqualTo(new Form(encoding, delimiter, true, List.of("user_id", "name", "email")));
        assertThat(taken)
                .containsExactly(
                        new Identifier("user_id", "M\u00fcller"),
                        new Identifier("name", "M, J; x"),
                        new Identifier("email", "m\u00fcller@mail.example"),
                        new Identifier("user_id", "u-2"),
                        new Identifier("email", "b@mail.example"));
    }

    @Test
    void readsAFileWithoutAHeader() {
        var shown = read("anna@mail.example;+49 1512 3456789\nbert@mail.example;\n");

        assertThat(shown.format()).isEqualTo(new Form("UTF-8", "semicolon", false, List.of("email", "phone")));
        assertThat(shown.rows()).isEqualTo(2);
        assertThat(taken).hasSize(3).first().isEqualTo(new Identifier("email", "anna@mail.example"));
    }

    @Test
    void takesTheColumnsThatAreSaidAndLeavesOthersOut() {
        var names = List.of("user_id", "", "E-Mail");
        byte[] file = "u-1,Anna,anna@mail.example\nu-2,Bert,\n".getBytes(StandardCharsets.UTF_8);

        var read = read(file, of(names, ""));
        var behindHeader = read(
                ("Customer,Name,Mail\n" + new String(file, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8),
                new ListFormat(null, null, true, names, ""));

        assertThat(read.format().columns()).containsExactly("user_id", "", "email");
        assertThat(read.identifiers()).isEqualTo(3);
        assertThat(behindHeader.identifiers()).isEqualTo(3);
        assertThat(behindHeader.rows()).isEqualTo(2);
        assertThat(taken.subList(0, 3)).isEqualTo(taken.subList(3, 6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|HEADER",
                "'my e-mail\na'|HEADER",
                "'first name,email\na,b@c.example'|HEADER",
                "'u1001\nu1002'|HEADER",
                "'anna@mail.example,u-1'|HEADER",
                "'namespace,value,more\na,b,c'|HEADER",
                "'email\n\"open'|CSV",
                "'email\n\"a\"b'|CSV"
            })
    void refusesWhatIsNoSuchFile(String text, Rule rule) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(ListRefused.class, it -> {
            assertThat(it.rule()).isEqualTo(rule);
            assertThat(it.getMessage()).doesNotContain("u1001", "anna");
        });
    }

    @Test
    void refusesWhatIsNoTextOrChangesItsEncodingFurtherOn() {
        byte[] binary = {'P', 'K', 3, 4, 0, 0, 0, 0, 8, 0};
        byte[] later = ("user_id\n" + "u-1\n".repeat(100_000) + "\u00fc").getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(Rule.ENCODING, binary, UNSAID);
        assertRefused(Rule.ENCODING, later, UNSAID);
        var said = new ListFormat(StandardCharsets.ISO_8859_1, null, null, List.of(), "");
        assertThat(new ReadList(batch -> {}, 200_000, said)
                        .read(new ByteArrayInputStream(later))
                        .identifiers())
                .isEqualTo(100_001);
    }

    @Test
    void readsNoRowThatDoesNotEndIntoMemory() {
        byte[] open = ("email\n\"" + "a@b.example\n".repeat(60_000)).getBytes(StandardCharsets.UTF_8);

        assertRefused(Rule.CSV, open, UNSAID);
    }

    @Test
    void takesNoMoreThanTheLimits() {
        var rows = IntStream.range(0, 2_501).mapToObj(it -> "u-" + it).collect(Collectors.joining("\n"));
        byte[] bytes = ("user_id\n" + rows).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> new ReadList(taken::addAll, 2_500, UNSAID).read(new ByteArrayInputStream(bytes)))
                .isInstanceOfSatisfying(
                        ListRefused.class, it -> assertThat(it.rule()).isEqualTo(Rule.TOO_LARGE));
        assertThatThrownBy(() -> new ReadList(taken::addAll, 5_000, UNSAID)
                        .read(new MeasuredFile(new ByteArrayInputStream(bytes), bytes.length - 1)))
                .isInstanceOfSatisfying(
                        ListRefused.class, it -> assertThat(it.rule()).isEqualTo(Rule.TOO_LARGE));
        taken.clear();
        var read = new ReadList(taken::addAll, 2_501, UNSAID)
                .read(new MeasuredFile(new ByteArrayInputStream(bytes), bytes.length));
        assertThat(read.identifiers()).isEqualTo(2_501).isEqualTo(taken.size());
    }

    @Test
    void letsAListThatIsTooLongBecomeShorterOnly() {
        var limits = new ListLimits(1, 1, 10, 1);

        limits.check(new ListDifference(0, 3, 12, 0, 0, 0, 0));
        limits.check(new ListDifference(2, 0, 10, 0, 0, 0, 0));
        assertThatThrownBy(() -> limits.check(new ListDifference(1, 0, 11, 0, 0, 0, 0)))
                .isInstanceOfSatisfying(
                        ListRefused.class, it -> assertThat(it.rule()).isEqualTo(Rule.LIST_TOO_LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"score(\"list.vips\") = 1", "country = \"DE\" and not score(\"list.x\") > 0"})
    void knowsRulesThatReadMarks(String text) {
        assertThat(ListRule.readsMarks(rule(text))).isTrue();
    }

    @Test
    void knowsTheRuleOfAList() {
        assertThat(rule("score(\"list.vips\") = 1")).isEqualTo(ListRule.of("vips"));
        assertThat(ListRule.is(ListRule.of("vips"), "vips")).isTrue();
        assertThat(ListRule.is(ListRule.of("vips"), "others")).isFalse();
        assertThat(ListRule.readsMarks(rule("score(\"churn\") > 0.5 or segment(\"vips\")")))
                .isFalse();
        assertThat(ListRule.readsMarks(new Condition.ScoreTest("list.x", Operator.GT, 0)))
                .isTrue();
    }

    private static Condition rule(String text) {
        return ((RuleParse.Parsed) RuleText.parse(text)).condition();
    }

    private void assertRefused(Rule rule, byte[] bytes, ListFormat said) {
        assertThatThrownBy(() -> new ReadList(taken::addAll, 1_000_000, said).read(new ByteArrayInputStream(bytes)))
                .isInstanceOfSatisfying(
                        ListRefused.class, it -> assertThat(it.rule()).isEqualTo(rule));
    }

    private static ListFormat of(List<String> names, String region) {
        return new ListFormat(null, null, null, names, region);
    }

    private FileRead read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), UNSAID);
    }

    private FileRead read(byte[] bytes, ListFormat said) {
        return new ReadList(taken::addAll, 1_000, said).read(new ByteArrayInputStream(bytes));
    }
}
