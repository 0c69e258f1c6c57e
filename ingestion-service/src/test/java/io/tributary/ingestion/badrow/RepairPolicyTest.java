package io.tributary.ingestion.badrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.badrow.Repair.CastType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.StringNode;

class RepairPolicyTest {

    @Test
    void renamesSetsDropsAndCasts() {
        var repaired = repair(
                "{\"user_id\":\"u\",\"properties\":{\"price\":\"12.50\",\"x\":1,\"at\":\"2026-01-02\",\"ok\":\"yes\"}}",
                new Repair.Rename(at("/user_id"), "userId"),
                new Repair.Set(at("/context/locale"), StringNode.valueOf("de")),
                new Repair.Drop(at("/properties/x")),
                new Repair.Cast(at("/properties/price"), CastType.NUMBER),
                new Repair.Cast(at("/properties/at"), CastType.TIME),
                new Repair.Cast(at("/properties/ok"), CastType.BOOLEAN));

        assertThat(repaired)
                .isEqualTo("{\"properties\":{\"price\":12.50,\"at\":\"2026-01-02T00:00:00Z\",\"ok\":true},"
                        + "\"userId\":\"u\",\"context\":{\"locale\":\"de\"}}");
    }

    @Test
    void changesNothingWhereThereIsNothingToChange() {
        var repaired = repair(
                "{\"a\":[1],\"b\":\"x\"}",
                new Repair.Rename(at("/user_id"), "userId"),
                new Repair.Drop(at("/a/b/c")),
                new Repair.Cast(at("/b"), CastType.NUMBER));

        assertThat(repaired).isEqualTo("{\"a\":[1],\"b\":\"x\"}");
    }

    @Test
    void keepsEveryDigitOfANumber() {
        assertThat(repair("{\"a\":12345678901234567890.1234567890,\"b\":1}", new Repair.Drop(at("/b"))))
                .isEqualTo("{\"a\":12345678901234567890.1234567890}");
    }

    @Test
    void cannotRepairWhatIsNoObject() {
        assertThat(RepairPolicy.repair(bytes("[1"), List.of(new Repair.Drop(at("/a")))))
                .isEmpty();
        assertThat(RepairPolicy.repair(bytes("[1]"), List.of(new Repair.Drop(at("/a")))))
                .isEmpty();
    }

    private static String repair(String original, Repair... repairs) {
        return new String(RepairPolicy.repair(bytes(original), List.of(repairs)).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static JsonPointer at(String pointer) {
        return JsonPointer.compile(pointer);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
