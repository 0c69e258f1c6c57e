package io.tributary.segment.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.export.ExportRequest.Format;
import io.tributary.segment.export.ExportRow.Cell;
import io.tributary.segment.feature.ComputedValue;
import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.SourceRank;
import io.tributary.segment.feature.Standing;
import io.tributary.segment.feature.TraitChange;
import io.tributary.segment.interval.Days;
import io.tributary.segment.rule.Value;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MemberRowsTest {

    @Test
    void keepsComputedTraitsApartFromWhatSourcesSaid() {
        var state = new ProfileState("acme", "anna", 0);
        var said = List.of(
                new TraitChange("spent", new Value.Numeric(1)), new TraitChange("computedSpent", new Value.Numeric(2)));
        state.apply(
                new EventFacts("", 60, "m1", SourceRank.EQUAL, new TreeMap<>(), new TreeMap<>(), said),
                new Days(ZoneOffset.UTC),
                60_000);
        state.stand("buyers", new Standing(1, true, 0));
        state.computed("spent", new ComputedValue(1, 19.5, 0));
        state.computed("orders", new ComputedValue(1, 3, 0));

        var cells = MemberRows.of(state, new ExportRequest.Members("buyers", 1, Format.CSV))
                .getFirst()
                .cells();

        assertThat(cells)
                .containsEntry("computed_spent", new Cell.Plain("19.5"))
                .containsEntry("computed_orders", new Cell.Plain("3"))
                .containsEntry("spent", new Cell.Plain("1"))
                .containsEntry("traits_computed_spent", new Cell.Plain("2"));
    }
}
