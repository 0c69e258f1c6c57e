package io.tributary.ingestion.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.v1.BadRow;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.intake.BulkLog.BadLine;
import io.tributary.ingestion.intake.Intake;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.intake.Refusal;
import io.tributary.ingestion.intake.SentWith;
import io.tributary.ingestion.rows.RowCutter;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.SourceSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRecordsTest {

    private static final int LARGEST_LIMIT = 512 * 1024;

    /** Taken for a whole one, it would be repaired and sent on with its end missing. */
    @Test
    void marksARowThatWasCutOffAsTruncatedHoweverMuchItsTenantMaySend() throws InvalidProtocolBufferException {
        var records = new EventRecords(Intake.DIGEST, tenant -> LARGEST_LIMIT);
        var source = new Source("acme", "s-1", "web", SourceSettings.of("Web", true, false), List.of(), 1);
        var cut = JsonBytes.of(new byte[RowCutter.MAX_ROW]);
        var refused = new IntakeVerdict.Refused(
                "row", new Refusal.TooLongRow(cut.length(), LARGEST_LIMIT), "m", "", cut, SentWith.NOTHING, 0);

        var record = records.refused(source, Intake.NOW, refused, new BadLine("ing_1", 7, null));

        var row = BadRow.parseFrom(record.value());
        assertThat(row.getId()).isEqualTo("row");
        assertThat(row.getTruncated()).isTrue();
        assertThat(row.getOriginalSize()).isEqualTo(RowCutter.MAX_ROW);
        assertThat(row.getOriginal().size()).isEqualTo(RowCutter.MAX_ROW / 10);
        assertThat(row.getMapped().isEmpty()).isTrue();
    }
}
