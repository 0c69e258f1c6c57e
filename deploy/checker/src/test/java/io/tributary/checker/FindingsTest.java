package io.tributary.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.checker.Ledger.Promise;
import io.tributary.checker.StoredEvents.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private final Map<String, Promise> promises = new HashMap<>(Map.of(
            "m-1", new Promise("anna", true),
            "m-2", new Promise("anna", true),
            "m-3", new Promise("anna", false),
            "m-4", new Promise("ben", true)));

    /** Anna's first message was resolved to a profile that was merged into her other one later. */
    private final List<Stored> stored = new ArrayList<>(List.of(
            new Stored("m-1", "p-old"),
            new Stored("m-2", "p-anna"),
            new Stored("m-3", "p-anna"),
            new Stored("m-4", "p-ben")));

    private final Map<String, Long> counted = new HashMap<>(Map.of("p-anna", 2L, "p-ben", 1L));

    @Test
    void findsNothingWhereEveryPromiseIsKeptOnce() {
        assertThat(findings().isEmpty()).isTrue();
    }

    @Test
    void namesALostMessage() {
        stored.removeIf(it -> it.messageId().equals("m-3"));

        assertThat(findings().missing()).containsExactly("m-3");
        assertThat(findings().isEmpty()).isFalse();
    }

    @Test
    void namesAMessageThatIsStoredTwice() {
        stored.add(new Stored("m-4", "p-ben"));

        assertThat(findings().copies()).containsExactly("m-4: 2 documents");
        assertThat(findings().isEmpty()).isFalse();
    }

    @Test
    void namesAStoredMessageThatNobodyWasPromised() {
        promises.remove("m-3");

        assertThat(findings().unpromised()).containsExactly("m-3");
        assertThat(findings().isEmpty()).isFalse();
    }

    @Test
    void seesAMessageThatCountedTwiceAlthoughItIsStoredOnce() {
        counted.put("p-anna", 3L);

        assertThat(findings().missing()).isEmpty();
        assertThat(findings().copies()).isEmpty();
        assertThat(findings().miscounted()).containsExactly("anna: promised 2, counted 3");
        assertThat(findings().isEmpty()).isFalse();
    }

    @Test
    void seesAMessageThatIsStoredAndDidNotCount() {
        counted.put("p-ben", 0L);

        assertThat(findings().miscounted()).containsExactly("ben: promised 1, counted 0");
    }

    @Test
    void seesThatAPersonIsTwoProfiles() {
        counted.put("p-old", 1L);
        counted.put("p-anna", 1L);

        assertThat(findings().miscounted()).isEmpty();
        assertThat(findings().scattered()).containsExactly("anna: 2 profiles");
        assertThat(findings().isEmpty()).isFalse();
    }

    @Test
    void seesThatTwoPeopleBecameOneProfile() {
        stored.add(new Stored("m-5", "p-anna"));
        promises.put("m-5", new Promise("ben", false));

        assertThat(findings().shared()).containsExactly("p-anna: [anna, ben]");
        assertThat(findings().isEmpty()).isFalse();
    }

    @Test
    void seesAProfileThatNoPromiseExplains() {
        counted.put("p-ghost", 0L);

        assertThat(findings().strangers()).containsExactly("p-ghost");
        assertThat(findings().isEmpty()).isFalse();
    }

    private Findings findings() {
        return Findings.of(new Ledger(promises, 0), stored, counted);
    }
}
