package io.tributary.identity.linkage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    /** Winkler's published examples. */
    @ParameterizedTest
    @CsvSource({"MARTHA, MARHTA, 0.961111", "DWAYNE, DUANE, 0.84", "DIXON, DICKSONX, 0.813333"})
    void measuresNamesAsPublished(String one, String other, double similarity) {
        assertThat(new JaroWinklerSimilarity().apply(one, other)).isCloseTo(similarity, within(1e-6));
        assertThat(new JaroWinklerSimilarity().apply(other, one)).isCloseTo(similarity, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "19811002, 19810102, 1",
        "4223, 4233, 1",
        "4223, 4232, 1",
        "4223, 423, 1",
        "4223, 42233, 1",
        "ca, abc, 3"
    })
    void countsASwapAsOneEdit(String one, String other, int edits) {
        assertThat(new DamerauLevenshteinDistance().apply(one, other)).isEqualTo(edits);
        assertThat(new DamerauLevenshteinDistance().apply(other, one)).isEqualTo(edits);
    }

    @ParameterizedTest
    @CsvSource({
        "NAME, Anna, ' anna ', exact",
        "NAME, José, Jose, exact",
        "NAME, Martha, Marhta, Jaro-Winkler >= 0.92",
        "NAME, Michaela, Michela, Jaro-Winkler >= 0.92",
        "NAME, Jonathan, Johnnie, Jaro-Winkler >= 0.70",
        "NAME, Dixon, Dicksonx, Jaro-Winkler >= 0.70",
        "NAME, Anna, Peter, different",
        "DATE, 1971-06-24, 24.06.1971, different",
        "DATE, 1971-06-24, 19710624, exact",
        "DATE, 1971-06-24, 1971-05-24, 1 edit",
        "DATE, 1971-06-24, 1971-05-25, 2 edits",
        "DATE, 1971-06-24, 1983-11-02, different",
        "CODE, 4223, 4232, 1 edit",
        "CODE, AB-12 34, ab1234, exact",
        "EMAIL, Anna@Shop.org, anna@shop.org, exact",
        "EMAIL, anna.m@shop.org, anna.m@web.de, same local part or Jaro-Winkler >= 0.88",
        "EMAIL, anna.meyer@shop.org, anna.mayer@shop.org, same local part or Jaro-Winkler >= 0.88",
        "EMAIL, anna@shop.org, peter@web.de, different",
        "PHONE, +49 301 1234567, +493011234567, exact",
        "PHONE, +493011234567, +41441234567, same last 7 digits",
        "PHONE, +493011234567, +493011234568, different",
        "PHONE, 123, 0123, different",
        "ADDRESS, '1 Main Street, Hull', 'hull main street 1', same words",
        "ADDRESS, '1 Main Street Hull', '1 Main Street', half of the words",
        "ADDRESS, '1 Main Street Hull', '1 Main Road York Lane', a quarter of the words",
        "ADDRESS, '1 Main Street Hull', 'Plaza de Colon 4 Madrid', different",
        "CATEGORY, qld, QLD, exact",
        "CATEGORY, qld, nsw, different",
    })
    void gradesTwoValues(Comparison comparison, String one, String other, String level) {
        var left = comparison.normalise(one);
        var right = comparison.normalise(other);

        assertThat(comparison.levels().get(comparison.level(left, right))).isEqualTo(level);
        assertThat(comparison.level(right, left)).isEqualTo(comparison.level(left, right));
    }

    @Test
    void keepsTheVowelSignsOfOtherScripts() {
        assertThat(Comparison.NAME.normalise("\u0915\u093f")).isEqualTo("\u0915\u093f");
        assertThat(Comparison.NAME.normalise("\u0915\u093f")).isNotEqualTo(Comparison.NAME.normalise("\u0915"));
    }

    @Test
    void findsNothingInAValueOfPunctuation() {
        assertThat(Comparison.CODE.normalise(" -- ")).isEmpty();
        assertThat(Comparison.ADDRESS.normalise(".,")).isEmpty();
        assertThat(Comparison.PHONE.normalise("unknown")).isEmpty();
    }
}
