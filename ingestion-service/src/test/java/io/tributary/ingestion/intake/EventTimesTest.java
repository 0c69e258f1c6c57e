package io.tributary.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.EventTimes;
import io.tributary.ingestion.privacy.PrivateFields;
import io.tributary.ingestion.source.Rank;
import io.tributary.ingestion.source.SourceSettings;
import io.tributary.ingestion.tenant.OwnLimits;
import io.tributary.ingestion.tenant.TenantState;
import io.tributary.ingestion.tenant.Tenants;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimesTest {

    private static final String SKEWED =
            "\"timestamp\":\"2026-01-01T10:00:00Z\",\"sentAt\":\"2026-01-01T10:00:30Z\",\"userId\":\"u\"";

    @Test
    void takesTheTimeOfReceivingWhenNoneIsGiven() {
        assertThat(times("{\"userId\":\"u\"}").timestamp()).isEqualTo(Intake.NOW);
    }

    @Test
    void takesTheOriginalTimestampBeforeTheOther() {
        var times = times("{\"userId\":\"u\",\"timestamp\":\"2026-01-01T00:00:00Z\","
                + "\"originalTimestamp\":\"2025-12-31T00:00:00Z\"}");

        assertThat(times.timestamp()).isEqualTo(Instant.parse("2025-12-31T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"channel,browser", "channel,mobile"})
    void correctsADevicesClockByItsSkew(String field, String value) {
        var times = times("{" + SKEWED + ",\"" + field + "\":\"" + value + "\"}");

        assertThat(times.timestamp()).isEqualTo(Intake.NOW.minusSeconds(30));
        assertThat(times.originalTimestamp()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
        assertThat(times.sentAt()).isEqualTo(Instant.parse("2026-01-01T10:00:30Z"));
    }

    @Test
    void knowsADeviceByItsLibrary() {
        var times = times("{" + SKEWED + ",\"context\":{\"library\":{\"name\":\"analytics.js\"}}}");

        assertThat(times.timestamp()).isEqualTo(Intake.NOW.minusSeconds(30));
    }

    @Test
    void trustsAServersClock() {
        var times = times(
                "{" + SKEWED + ",\"channel\":\"server\",\"context\":{\"library\":{\"name\":\"analytics-java\"}}}");

        assertThat(times.timestamp()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
    }

    /** Servers render pages with the browser's library, and say that they are servers. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "channel":"server"  | "name":"@jitsu/js"                      | false
            "channel":"Server"  | "name":"analytics.js"                   | false
            "channel":"sources" | "name":"analytics.js"                   | false
            "channel":"browser" | "name":"analytics-java"                 | true
            "channel":"kiosk"   | "name":"@jitsu/js"                      | true
            "version":1         | "channel":"server","name":"@jitsu/js"   | true
            """)
    void letsTheChannelOverruleTheLibrary(String channel, String library, boolean corrected) {
        var times = times("{" + SKEWED + "," + channel + ",\"context\":{\"library\":{" + library + "}}}");

        assertThat(times.timestamp())
                .isEqualTo(corrected ? Intake.NOW.minusSeconds(30) : Instant.parse("2026-01-01T10:00:00Z"));
    }

    @Test
    void readsTheChannelOfTheContextBehindThatOfTheCall() {
        var library = "\"library\":{\"name\":\"@jitsu/js\"}";

        var inContext = times("{" + SKEWED + ",\"context\":{\"channel\":\"server\"," + library + "}}");
        var both =
                times("{" + SKEWED + ",\"channel\":\"browser\",\"context\":{\"channel\":\"server\"," + library + "}}");
        var oddly = times("{" + SKEWED + ",\"context\":{\"channel\":{\"a\":1}," + library + "}}");

        assertThat(inContext.timestamp()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
        assertThat(both.timestamp()).isEqualTo(Intake.NOW.minusSeconds(30));
        assertThat(oddly.timestamp()).isEqualTo(Intake.NOW.minusSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "channel":"browser" | "x":1                                      | true
            "channel":"server"  | "context":{"library":{"name":"@jitsu/js"}} | false
            "channel":"browser" | "channel":"server"                         | false
            "channel":"server"  | "channel":"mobile"                         | true
            "channel":"server"  | "context":{"channel":"mobile"}             | true
            "context":{"channel":"mobile"},"channel":"server" | "x":1        | false
            """)
    void takesTheChannelOfTheEnvelopeWhereTheCallNamesNone(String envelope, String call, boolean corrected) {
        var body = "{\"batch\":[{\"type\":\"identify\"," + SKEWED + "," + call + "}]," + envelope + "}";

        var verdict = (IntakeVerdict.Accepted)
                Intake.judgeBatch(Intake.policy(), body).getFirst();

        assertThat(verdict.event().times().timestamp())
                .isEqualTo(corrected ? Intake.NOW.minusSeconds(30) : Instant.parse("2026-01-01T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "\"2026-13-01T00:00:00Z\"", "{\"at\":1}", "true", "[1]", "5", "\"a\\u0000b\""})
    void passesOverATimeOfSendingThatIsNone(String sentAt) {
        var event = ((IntakeVerdict.Accepted) Intake.judge(
                        CallType.IDENTIFY,
                        "{\"userId\":\"u\",\"timestamp\":\"2026-01-01T10:00:00Z\",\"channel\":\"browser\",\"sentAt\":"
                                + sentAt + "}"))
                .event();

        assertThat(event.times().timestamp()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
        assertThat(event.times().sentAt()).isNull();
        assertThat(event.asSent().others()).asString().contains("\"sentAt\":" + sentAt);
    }

    @Test
    void takesTheEnvelopesSentAtWhereTheCallsIsNoTime() {
        var call = SKEWED.replace("2026-01-01T10:00:30Z", "soon");
        var body = "{\"batch\":[{\"type\":\"identify\"," + call
                + ",\"channel\":\"browser\"}],\"sentAt\":\"2026-01-01T10:00:30Z\"}";

        var verdict = (IntakeVerdict.Accepted)
                Intake.judgeBatch(Intake.policy(), body).getFirst();

        assertThat(verdict.event().times().timestamp()).isEqualTo(Intake.NOW.minusSeconds(30));
    }

    @Test
    void correctsNothingThatIsSentAgain() {
        var retried = Arrival.atTheDoor(Intake.source(), CallType.IDENTIFY, Intake.NOW, true, EventLimits.DEFAULTS);

        var verdict = (IntakeVerdict.Accepted) Intake.judge("{" + SKEWED + ",\"channel\":\"browser\"}", retried);

        assertThat(verdict.event().times().timestamp()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
    }

    @Test
    void keepsADevicesTimeForASourceThatSaysSo() {
        var settings = new SourceSettings("App", true, false, false, Rank.EQUAL, List.of(), 0);
        var arrival =
                Arrival.atTheDoor(Intake.source(settings), CallType.IDENTIFY, Intake.NOW, false, EventLimits.DEFAULTS);

        var kept = (IntakeVerdict.Accepted) Intake.judge("{" + SKEWED + ",\"channel\":\"browser\"}", arrival);
        var future = (IntakeVerdict.Accepted)
                Intake.judge("{\"userId\":\"u\",\"timestamp\":\"2031-01-01T00:00:00Z\"}", arrival);

        assertThat(kept.event().times().timestamp()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
        assertThat(future.event().times().clamped()).isTrue();
    }

    @Test
    void keepsTheTimesOfATenantsDevicesThatSaysSo() {
        var tenants = new Tenants();
        tenants.put(new TenantState("acme", false, 0, OwnLimits.NONE, PrivateFields.NONE, "", false));

        var kept = (IntakeVerdict.Accepted) Intake.policy(tenants, Intake.noPlans())
                .judge(Intake.call("{" + SKEWED + ",\"channel\":\"browser\"}"), Intake.arrival(CallType.IDENTIFY));

        assertThat(kept.event().times().timestamp()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
    }

    @Test
    void movesAFutureTimeToTheAllowedEdgeAndMarksIt() {
        var times = times("{\"userId\":\"u\",\"timestamp\":\"2031-01-01T00:00:00Z\"}");

        assertThat(times.timestamp()).isEqualTo(Intake.NOW.plus(Duration.ofMinutes(5)));
        assertThat(times.clamped()).isTrue();
    }

    @Test
    void takesHistoryAsItIs() {
        var arrival = Arrival.atTheDoor(
                Intake.historicalSource(), CallType.IDENTIFY, Intake.NOW, false, EventLimits.DEFAULTS);

        var verdict = (IntakeVerdict.Accepted)
                Intake.judge("{" + SKEWED.replace("2026", "2031") + ",\"channel\":\"browser\"}", arrival);

        assertThat(verdict.event().times().timestamp()).isEqualTo(Instant.parse("2031-01-01T10:00:00Z"));
        assertThat(verdict.event().times().clamped()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.123456Z, 2026-01-02T03:04:05.123456Z",
        "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05Z",
        "2026-01-02T03:04:05.5+0200, 2026-01-02T01:04:05.500Z",
        "2026-01-02T03:04:05, 2026-01-02T03:04:05Z",
        "2026-01-02 03:04:05, 2026-01-02T03:04:05Z",
        "2026-01-02, 2026-01-02T00:00:00Z",
        "2026-01-02T03:04Z, 2026-01-02T03:04:00Z",
        "2026-01-02T03:04+01:00, 2026-01-02T02:04:00Z",
        "2026-01-02t03:04:05z, 2026-01-02T03:04:05Z",
        "2026-01-02t03:04:05.250+01:00, 2026-01-02T02:04:05.250Z",
        "2026-01-02 03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-01T24:00:00Z, 2026-01-02T00:00:00Z",
        "20260102T030405Z, 2026-01-02T03:04:05Z",
        "20260102T0304+0200, 2026-01-02T01:04:00Z",
        "20260102t030405.5z, 2026-01-02T03:04:05.500Z",
        "1767323045678, 2026-01-02T03:04:05.678Z"
    })
    void readsTheTimesThatClientsWrite(String written, String meant) {
        assertThat(SentTime.parse(written)).isEqualTo(Instant.parse(meant));
    }

    @ParameterizedTest
    @CsvSource({"yesterday", "2026", "2026-02-30", "2026-01-02T25:00:00Z", "+12026-01-02T00:00:00Z", "-1"})
    void refusesWhatIsNoTime(String written) {
        assertThat(SentTime.parse(written)).isNull();
    }

    /** Of random digits in the usual form about one in four is a time; the library is the oracle. */
    @Test
    void agreesWithTheLibraryOnTheUsualForm() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var text = "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ"
                    .formatted(
                            random.nextInt(1, 10_000),
                            random.nextInt(14),
                            random.nextInt(33),
                            random.nextInt(26),
                            random.nextInt(61),
                            random.nextInt(62),
                            random.nextInt(1_000));

            assertThat(SentTime.parse(text)).as("%s, seed %d", text, seed).isEqualTo(parsed(text));
        }
    }

    private static @Nullable Instant parsed(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static EventTimes times(String json) {
        return ((IntakeVerdict.Accepted) Intake.judge(CallType.IDENTIFY, json))
                .event()
                .times();
    }
}
