package io.tributary.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.event.TrackingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Batches in the forms of clients that the conformance suite does not run: what is odd about each is what their libraries for
 * Python, Go, Ruby and PHP write.
 */
class OtherClientsTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void takesPythonsNullsAndMicroseconds() {
        var event = only("""
                {"batch":[{"integrations":{},"anonymousId":null,"properties":{"revenue":12.5},"userId":"u","type":"track",
                  "timestamp":"2026-01-02T03:04:05.123456+00:00","event":"Order Completed","messageId":"m",
                  "context":{"library":{"name":"analytics-python","version":"2.3.3"}}}],
                 "sentAt":"2026-01-02T03:04:06.000001+00:00","writeKey":"key"}""");

        assertThat(event.person().anonymousId()).isEmpty();
        assertThat(event.times().timestamp()).isEqualTo(Instant.parse("2026-01-02T03:04:05.123456Z"));
        assertThat(event.times().sentAt()).isEqualTo(Instant.parse("2026-01-02T03:04:06.000001Z"));
    }

    @Test
    void takesGosContextOfTheWholeBatch() {
        var event = only("""
                {"messageId":"batch-1","sentAt":"2026-01-02T03:04:06Z",
                 "batch":[{"type":"track","messageId":"m","userId":"u","event":"E","timestamp":"2026-01-02T03:04:05Z"}],
                 "context":{"library":{"name":"analytics-go","version":"3.3.0"}}}""");

        assertThat(event.context()).hasToString("{\"library\":{\"name\":\"analytics-go\",\"version\":\"3.3.0\"}}");
        assertThat(event.messageId()).isEqualTo("m");
        assertThat(event.times().timestamp()).isEqualTo(AT);
    }

    @Test
    void takesRubysNullsWhereObjectsBelong() {
        var event = only("""
                {"sentAt":"2026-01-02T03:04:06.000Z","batch":[{"context":{"library":{"name":"analytics-ruby"}},
                  "messageId":"m","timestamp":"2026-01-02T03:04:05.000Z","type":"identify","userId":7,"anonymousId":null,
                  "integrations":null,"traits":{"email":"a@b.c"}}]}""");

        assertThat(event.person().userId()).isEqualTo("7");
        assertThat(event.call()).isInstanceOf(Call.Identify.class);
        assertThat(event.integrations()).isNull();
    }

    @Test
    void takesPhpsEmptyArraysForEmptyObjects() {
        var event = only("""
                {"batch":[{"userId":"u","event":"E","properties":[],"context":{"library":{"name":"analytics-php",
                  "consumer":"LibCurl"}},"integrations":[],"messageId":"m","type":"track",
                  "timestamp":"2026-01-02T03:04:05+00:00"}],"sentAt":"2026-01-02T03:04:06+00:00"}""");

        assertThat(event.call()).isEqualTo(new Call.Track("E", null));
        assertThat(event.times().timestamp()).isEqualTo(AT);
    }

    @Test
    void takesRudderstacksPythonWithItsOwnNameForTheTime() {
        var event = only("""
                {"batch":[{"integrations":{"All":true},"anonymousId":"a","groupId":"g","traits":{"name":"Acme"},
                  "originalTimestamp":"2026-01-02T03:04:05.000Z","sentAt":"2026-01-02T03:04:06.000Z","type":"group",
                  "channel":"server","messageId":"m","userId":"u",
                  "context":{"library":{"name":"rudder-analytics-python","version":"2.1.4"}}}],
                 "sentAt":"2026-01-02T03:04:06.500Z"}""");

        assertThat(event.times().timestamp()).isEqualTo(AT);
        assertThat(event.times().sentAt()).isEqualTo(Instant.parse("2026-01-02T03:04:06Z"));
        assertThat(event.call()).isInstanceOf(Call.Group.class);
    }

    @Test
    void correctsThePhoneThatCallsItselfMobile() {
        var event = only("""
                {"batch":[{"type":"screen","name":"Home","anonymousId":"a","messageId":"m","channel":"mobile",
                  "originalTimestamp":"2026-01-01T03:04:05.000Z","context":{"library":{"name":"rudder-ios-library"}}}],
                 "sentAt":"2026-01-01T03:04:15.000Z"}""");

        assertThat(event.times().timestamp()).isEqualTo(Intake.NOW.minusSeconds(10));
    }

    private static TrackingEvent only(String batch) {
        var envelope = (Reading.Envelope) new CallReader().readBatch(batch.getBytes(StandardCharsets.UTF_8));
        var verdict = Intake.policy().judge(envelope.calls().getFirst(), envelope.shared(), Intake.arrival(null));
        return ((IntakeVerdict.Accepted) verdict).event();
    }
}
