package io.tributary.segment.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitPartsTest {

    /** Anna took Bert in, who had taken Carl in; now Bert lives again and Carl is his. */
    private final SplitParts parts = new SplitParts(
            "anna", Map.of("a1", "anna", "b1", "bert", "c1", "bert"), Map.of("bert", "bert", "carl", "bert"));

    @Test
    void readsEverywhereWhereEventsOfAPartMayBe() {
        assertThat(parts.sources()).containsExactlyInAnyOrder("anna", "bert", "carl");
        assertThat(parts.absorbedBy("bert")).containsExactly("carl");
        assertThat(parts.absorbedBy("anna")).isEmpty();
    }

    @Test
    void looksForAPartByItsIdentifiersAndByTheIdsThatAreItsOwn() {
        assertThat(parts.digestsOf("bert")).containsExactlyInAnyOrder("b1", "c1");
        assertThat(parts.homesOf("bert")).containsExactlyInAnyOrder("bert", "carl");
        assertThat(parts.homesOf("anna")).containsExactly("anna");
    }

    @Test
    void givesAnEventToWhoeverHasItsStrongestIdentifier() {
        assertThat(parts.homeOf("anna", List.of("user-id:b1", "anonymous-id:a1")))
                .contains("bert");
        assertThat(parts.homeOf("bert", List.of("anonymous-id:x9", "email:a1"))).contains("anna");
    }

    @Test
    void leavesAVisitWithThePersonWhoHadIt() {
        assertThat(parts.homeOf("carl", List.of("device-session:gone"))).contains("bert");
        assertThat(parts.homeOf("anna", List.of("device-session:gone"))).contains("anna");
    }

    @Test
    void givesNobodyAnEventWhoseIdentifiersAreSomebodyElsesByNow() {
        assertThat(parts.homeOf("anna", List.of("email:x9"))).isEmpty();
    }
}
