package io.tributary.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.testsupport.PublishedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published examples of the protocol, from the folder that {@code TRIBUTARY_DATA} names. */
class SegmentSpecExamplesTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void acceptsTheRightOnesAsSentAndNamesWhatIsWrongWithTheOthers() throws IOException {
        var accepted = new ArrayList<IntakeVerdict.Accepted>();
        var refused = new ArrayList<IntakeVerdict.Refused>();
        for (var line : examples()) {
            var message = JSON.readTree(line).get("message");
            var type = message.path("type").asString(message.path("action").asString(""));
            switch (Intake.judge(CallType.named(type), message.toString())) {
                case IntakeVerdict.Accepted it -> {
                    accepted.add(it);
                    assertSame(message, it.event().call());
                    assertSame(message.get("context"), it.event().context());
                    assertSame(message.get("integrations"), it.event().integrations());
                }
                case IntakeVerdict.Refused it -> refused.add(it);
                case IntakeVerdict.Suppressed it -> throw new AssertionError("nobody is suppressed: " + it);
            }
        }

        assertThat(accepted).hasSize(65);
        assertThat(refused).hasSize(10).allMatch(it -> it.refusal().kind().equals("no-identifier"));
        assertThat(refused)
                .filteredOn(it -> it.refusal().failure().contains("user_id"))
                .hasSize(6);
    }

    private static List<String> examples() throws IOException {
        return Files.readAllLines(PublishedData.file("events/segment_spec_examples.jsonl"));
    }

    private static void assertSame(JsonNode message, Call call) {
        switch (call) {
            case Call.Identify identify -> assertThat(identify.traits()).isNotNull();
            case Call.Track track -> assertSame(message.get("properties"), track.properties());
            case Call.Page page -> assertSame(message.get("properties"), page.properties());
            case Call.Screen screen -> assertSame(message.get("properties"), screen.properties());
            case Call.Group group -> assertSame(message.get("traits"), group.traits());
            case Call.Alias alias ->
                assertThat(alias.previousId())
                        .isEqualTo(message.get("previousId").asString());
        }
    }

    private static void assertSame(@Nullable JsonNode sent, @Nullable JsonBytes stored) {
        assertThat(String.valueOf(stored)).isEqualTo(String.valueOf(sent));
    }
}
