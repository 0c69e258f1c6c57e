package io.tributary.ingestion.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class PiecesTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<byte[]> taken = new ArrayList<>();
    private final Pieces pieces = new Pieces((number, content) -> {
        taken.add(content);
        assertThat(number).isEqualTo(taken.size());
    });

    @Test
    void writesALineForEachRecord() {
        pieces.add("bad-rows", "{\"id\":1}");
        pieces.add("jobs", "{\"id\":2}");

        assertThat(pieces.end()).isEqualTo(1);
        assertThat(new String(taken.getFirst(), StandardCharsets.UTF_8)).isEqualTo("""
                        {"system":"ingestion","store":"bad-rows","record":{"id":1}}
                        {"system":"ingestion","store":"jobs","record":{"id":2}}
                        """);
    }

    @Test
    void sendsNothingWhenNothingIsFound() {
        assertThat(pieces.end()).isZero();
        assertThat(taken).isEmpty();
    }

    @Test
    void givesALongRecordBackWholeFromPartsOfWholeLines() {
        var record = JsonNodeFactory.instance
                .objectNode()
                .put("original", "\"\ud83d\ude00\u0001\\ä".repeat(100_000))
                .toString();

        pieces.add("bad-rows", record);
        int sent = pieces.end();

        assertThat(sent).isEqualTo(taken.size()).isGreaterThan(3);
        var whole = new StringBuilder();
        for (var piece : taken) {
            assertThat(piece.length).isLessThanOrEqualTo(Pieces.PIECE_BYTES);
            new String(piece, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(it ->
                            whole.append(JSON.readTree(it).at("/record/text").asString()));
        }
        assertThat(whole).hasToString(record);
    }

    @Test
    void countsWhatIsMoreThanOneSystemMaySend() {
        var record = JsonNodeFactory.instance
                .objectNode()
                .put("original", "x".repeat(200_000))
                .toString();
        for (int row = 0; row < 400; row++) {
            pieces.add("bad-rows", record);
        }
        pieces.end();

        assertThat(taken.stream().mapToLong(it -> it.length).sum()).isLessThanOrEqualTo(Pieces.ALL_BYTES);
        assertThat(pieces.leftOut()).isPositive();
    }
}
