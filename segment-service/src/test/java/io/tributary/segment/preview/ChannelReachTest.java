package io.tributary.segment.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.preview.ChannelReach.Loss;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelReachTest {

    @Test
    void addsUpToTheSizeWithThoseNobodyHasJudged() {
        var verdicts = Map.of("email:reachable", 5L, "email:-no-consent", 3L, "sms:reachable", 1L);

        var reach = ChannelReach.of(10, verdicts, List.of("email", "sms"));

        assertThat(reach.get("email"))
                .isEqualTo(new ChannelReach(5, List.of(new Loss("no-consent", 3), new Loss("not-judged", 2))));
        assertThat(reach.get("sms")).isEqualTo(new ChannelReach(1, List.of(new Loss("not-judged", 9))));
    }
}
