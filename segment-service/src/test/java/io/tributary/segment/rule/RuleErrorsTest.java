package io.tributary.segment.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the parser says of texts that are no rules, as a file says it: each text, a caret under the position of the error, its
 * code and message, and the hint. {@code -Dtributary.golden=write} writes the file anew from the texts in it.
 */
class RuleErrorsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/tributary/segment/rule/broken-rules.txt");
    private static final String TEXT = "> ";
    private static final int BROKEN = 20_000;

    @Test
    void saysWhereEachTextIsWrongAndWhatToWriteInstead() throws IOException {
        var golden = Files.readString(GOLDEN);
        var texts = texts(golden);

        var said = texts.stream().map(RuleErrorsTest::said).collect(Collectors.joining());

        if (System.getProperty("tributary.golden", "").equals("write")) {
            Files.writeString(GOLDEN, said);
        }
        assertThat(said).isEqualTo(golden);
        assertThat(texts).hasSizeGreaterThan(60).doesNotHaveDuplicates();
    }

    @Test
    void hasAGoldenTextForEachCode() throws IOException {
        var codes = new TreeSet<String>();
        texts(Files.readString(GOLDEN)).forEach(it -> codes.add(error(it).rule()));

        assertThat(codes)
                .containsExactly(
                        "condition-expected",
                        "consent-state",
                        "date-expected",
                        "duration-expected",
                        "expected",
                        "name-expected",
                        "number-expected",
                        "operand-type",
                        "path-expected",
                        "text-expected",
                        "unexpected",
                        "unknown-operator",
                        "unreadable",
                        "value-expected",
                        "whole-number-expected",
                        "window-expected");
    }

    @Test
    void pointsIntoWhateverTextThatIsNoRule() {
        int broken = 0;
        for (int seed = 0; broken < BROKEN; seed++) {
            var random = new Random(seed);
            var text = damaged(RuleText.print(new RandomRules(random, LocalDate.parse("2026-11-28")).next()), random);
            if (RuleText.parse(text) instanceof RuleParse.Invalid(var errors)) {
                broken++;
                assertThat(errors).as("seed %d, %s", seed, text).hasSize(1);
                var error = errors.getFirst();
                assertThat(error.position()).as("seed %d, %s", seed, text).isBetween(0, text.length());
                assertThat(error.hint()).as("seed %d, %s", seed, text).isNotBlank();
                assertThat(error.message()).as("seed %d, %s", seed, text).isNotBlank();
            }
        }
    }

    /** A piece of the text is taken out, doubled, or replaced by a piece of a rule. */
    private static String damaged(String text, Random random) {
        int from = random.nextInt(text.length());
        int until = Math.min(text.length(), from + 1 + random.nextInt(6));
        var other = List.of(
                "", "", text.substring(from, until).repeat(2), " and ", "(", "\"", " 3 ", " in last ", "~", ".");
        return text.substring(0, from) + other.get(random.nextInt(other.size())) + text.substring(until);
    }

    private static List<String> texts(String golden) {
        return golden.lines()
                .filter(it -> it.startsWith(TEXT))
                .map(it -> it.substring(TEXT.length()))
                .toList();
    }

    private static String said(String text) {
        var error = error(text);
        var indent = " ".repeat(TEXT.length() + error.position());
        return TEXT + text + "\n" + indent + "^ " + error.rule() + ": " + error.message() + "\n" + indent + "  "
                + error.hint() + "\n";
    }

    private static RuleError error(String text) {
        var parse = RuleText.parse(text);
        assertThat(parse).as(text).isInstanceOf(RuleParse.Invalid.class);
        return ((RuleParse.Invalid) parse).errors().getFirst();
    }
}
