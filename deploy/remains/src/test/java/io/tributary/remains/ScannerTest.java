package io.tributary.remains;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.remains.Scanner.Hit;
import io.tributary.remains.Spellings.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScannerTest {

    @Test
    void findsWhatLiesWithinAndBehindAnother() {
        var scanner = scanner("abcd", "bc", "c", "cde");

        var hits = hits(scanner, "xabcdex");

        assertThat(hits).containsExactly(hit("abcd", 1), hit("bc", 1), hit("c", 1), hit("cde", 1));
    }

    @Test
    void doesNotTellUpperFromLowerCase() {
        assertThat(hits(scanner("anna@shop.example"), "ANNA@Shop.example"))
                .containsExactly(hit("anna@shop.example", 1));
    }

    @Test
    void findsWhatLiesAcrossTwoReadings() {
        var pass = scanner("needle").new Pass();

        pass.feed("xxnee".getBytes(UTF_8));
        pass.feed("dlexx".getBytes(UTF_8));

        assertThat(pass.hits()).containsExactly(hit("needle", 1));
    }

    @Test
    void findsNothingAcrossTwoRecords() {
        var pass = scanner("needle").new Pass();

        pass.feed("nee".getBytes(UTF_8));
        pass.separate();
        pass.feed("dle".getBytes(UTF_8));

        assertThat(pass.hits()).isEmpty();
    }

    /** Against the plainest search there is, over an alphabet so small that everything overlaps. */
    @Test
    void countsAsALoopOverAllPlacesDoes() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var needles = new ArrayList<String>();
            IntStream.range(0, 1 + random.nextInt(6)).forEach(_ -> needles.add(text(random, 1 + random.nextInt(5))));
            var distinct = needles.stream().distinct().toList();
            var hay = text(random, random.nextInt(200));

            var expected = distinct.stream()
                    .map(it -> hit(it, count(hay, it)))
                    .filter(it -> it.count() > 0)
                    .toList();

            assertThat(hits(scanner(distinct.toArray(String[]::new)), hay))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    private static long count(String hay, String needle) {
        return IntStream.range(0, hay.length())
                .filter(at -> hay.startsWith(needle, at))
                .count();
    }

    private static String text(Random random, int length) {
        var text = new StringBuilder();
        IntStream.range(0, length).forEach(_ -> text.append((char) ('a' + random.nextInt(2))));
        return text.toString();
    }

    private static Scanner scanner(String... needles) {
        return new Scanner(List.of(needles).stream()
                .map(it -> Spelling.of(it, "plain", it.getBytes(UTF_8)))
                .toList());
    }

    private static List<Hit> hits(Scanner scanner, String hay) {
        var pass = scanner.new Pass();
        pass.feed(hay.getBytes(UTF_8));
        return pass.hits();
    }

    private static Hit hit(String needle, long count) {
        return new Hit(needle, "plain", count);
    }
}
