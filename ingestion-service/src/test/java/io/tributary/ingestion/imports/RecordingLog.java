package io.tributary.ingestion.imports;

import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.fault.BrokerUnavailable;
import io.tributary.ingestion.intake.BulkLog;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.source.Source;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps each event and each bad row once by its id, as what reads the topics does. Can die at an append. */
final class RecordingLog implements BulkLog {
    final TreeMap<String, IntakeVerdict.Accepted> accepted = new TreeMap<>();
    final TreeMap<String, Bad> refused = new TreeMap<>();
    IntSupplier diesAfter = () -> Integer.MAX_VALUE;
    Runnable afterAppend = () -> {};
    int appends;
    int deaths;

    record Bad(BulkRow row, BadLine line) {

        /** What is kept as the line. */
        JsonBytes bytes() {
            var mapped = line.mapped();
            return mapped == null ? ((IntakeVerdict.Refused) row.verdict()).original() : mapped.bytes();
        }
    }

    @Override
    public Mono<Void> append(Source source, Instant receivedAt, List<BulkRow> rows) {
        return Mono.defer(() -> {
            int lives = diesAfter.getAsInt();
            // 0 dies with a part of the rows written, 1 with all of them but without an acknowledgement.
            var written = lives == 0 ? rows.subList(0, rows.size() / 2) : rows;
            written.forEach(this::keep);
            appends++;
            afterAppend.run();
            if (lives < 2) {
                deaths++;
                return Mono.error(new BrokerUnavailable("died", new IllegalStateException()));
            }
            return Mono.empty();
        });
    }

    private void keep(BulkRow row) {
        if (row.verdict() instanceof IntakeVerdict.Accepted it) {
            accepted.put(it.messageId(), it);
        } else if (row.line() != null && row.verdict() instanceof IntakeVerdict.Refused it) {
            refused.put(it.rowId(), new Bad(row, row.line()));
        }
    }

    void clear() {
        accepted.clear();
        refused.clear();
    }

    /** What is kept, comparable between two imports of one file: bad rows are named after their job. */
    JsonNode copy() {
        var json = JsonMapper.shared().createObjectNode();
        accepted.forEach((id, it) ->
                json.put(id, it.event().person().userId() + it.event().times()));
        refused.values()
                .forEach(it ->
                        json.put("line " + it.line().line(), it.row().verdict().messageId() + ": " + it.bytes()));
        return json;
    }

    @Override
    public Mono<Boolean> hasRoom() {
        return Mono.just(true);
    }
}
