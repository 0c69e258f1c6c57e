package io.tributary.local.prove.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DescriptionTest {

    private static final Description WORLD = new Description(segment("pro", "anna", "bert"), segment("pro", "anna"));

    private static SortedMap<String, SortedSet<String>> segment(String key, String... people) {
        var sets = new TreeMap<String, SortedSet<String>>();
        sets.put(key, new TreeSet<>(Arrays.asList(people)));
        return sets;
    }

    @Test
    void findsNothingBetweenEqualWorlds() {
        var same = new Description(segment("pro", "bert", "anna"), segment("pro", "anna"));

        assertThat(WORLD.differencesTo(same)).isEmpty();
    }

    @Test
    void namesWhoIsInOnOneSideOnly() {
        var other = new Description(segment("pro", "anna", "carl"), segment("pro", "anna"));

        assertThat(WORLD.differencesTo(other))
                .containsExactly("bert member of pro here only", "carl member of pro there only");
    }

    @Test
    void takesASegmentThatNobodyMentionsForAnEmptyOne() {
        var other = new Description(WORLD.members(), new TreeMap<>());

        assertThat(WORLD.differencesTo(other)).containsExactly("anna recorded in pro here only");
        assertThat(new Description(new TreeMap<>(), new TreeMap<>())
                        .differencesTo(new Description(segment("pro"), segment("pro"))))
                .isEmpty();
    }

    @Test
    void saysWhichSegmentsWouldProveNothing() {
        assertThat(WORLD.trivial(3)).isEmpty();
        assertThat(WORLD.trivial(2)).containsExactly("pro");
        assertThat(new Description(segment("pro"), segment("pro")).trivial(2)).containsExactly("pro");
    }

    @Test
    void isTriedByOneFalsificationAtATime() {
        assertThat(SelfCheck.of(WORLD, "pro"))
                .hasSize(4)
                .allSatisfy((what, noticed) -> assertThat(noticed).as(what).isTrue());
    }

    @Test
    void failsTheTrialWhereThereIsNothingToFalsify() {
        assertThat(SelfCheck.of(new Description(segment("pro"), segment("pro")), "pro"))
                .containsEntry("one member left out", false)
                .containsEntry("one record that says out", false);
    }
}
