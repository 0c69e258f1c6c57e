package io.tributary.identity.linkage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.identity.linkage.table.RecordTable.Pairing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordTableTest {

    private static final List<LinkField> FIELDS =
            List.of(LinkField.of("name", Comparison.NAME), LinkField.of("mail", Comparison.EMAIL));

    @Test
    void holdsTheFirstFewSpellingsOfACellAndSaysHowManyItLeftOut() {
        var table = RecordTable.of(Pairing.ANY, FIELDS)
                .add("", Map.of("name", List.of("Anna", "ANNA", "Ann", "Annie", "Hanna", "Anne", "Anja")))
                .add("", Map.of("mail", List.of(" ")))
                .build();

        var names = table.column(0);
        assertThat(names.to(0) - names.from(0)).isEqualTo(RecordTable.MAX_VALUES);
        assertThat(names.value(names.code(0))).isEqualTo("anna");
        assertThat(table.valuesLeftOut()).isEqualTo(2);
        assertThat(names.isEmpty(1)).isTrue();
        assertThat(table.column(1).isEmpty(1)).isTrue();
    }

    @Test
    void pairsAcrossSourcesOnly() {
        var table = RecordTable.of(Pairing.ACROSS_SOURCES, FIELDS)
                .add("a", Map.of())
                .add("a", Map.of())
                .add("b", Map.of())
                .build();

        assertThat(table.pairs()).isEqualTo(2);
        assertThat(table.canPair(0, 1)).isFalse();
        assertThat(table.canPair(0, 2)).isTrue();
    }

    @Test
    void knowsTheShareOfAValue() {
        var table = RecordTable.of(Pairing.ANY, FIELDS)
                .add("", Map.of("name", List.of("Anna")))
                .add("", Map.of("name", List.of("anna")))
                .add("", Map.of("name", List.of("Peter")))
                .add("", Map.of())
                .build();

        assertThat(table.column(0).frequency(table.column(0).code(0))).isEqualTo(2.0 / 3);
    }

    @Test
    void refusesTwoFieldsOfOneName() {
        assertThatThrownBy(() -> RecordTable.of(Pairing.ANY, List.of(FIELDS.getFirst(), FIELDS.getFirst())))
                .hasMessageContaining("name");
    }
}
