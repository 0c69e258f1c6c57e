package io.tributary.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.TrackingEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OthersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", quoteCharacter = '~', textBlock = """
            track    | {"userId":"u","event":"E","properties":{"a":1},"context":{},"integrations":{},"messageId":"m"} | none
            track    | {"type":"track","userId":"u","event":"E"}             | none
            track    | {"type":"page","userId":"u","event":"E"}              | {"type":"page"}
            track    | {"action":"track","userId":"u","event":"E"}           | {"action":"track"}
            track    | {"userId":"u","event":"E","_metadata":{"x": 1.50},"channel":"web","version":"1.1"} | {"_metadata":{"x": 1.50},"version":"1.1","channel":"web"}
            track    | {"writeKey":"k","userId":"u","event":"E"}             | none
            track    | {"userId":7,"event":"E","messageId":8}                | {"userId":7,"messageId":8}
            track    | {"userId":"u","anonymousId":null,"event":"E","context":null,"properties":[ ]} | {"anonymousId":null,"context":null,"properties":[ ]}
            track    | {"userId":"u","event":"E","groupId":"g","previousId":"p","name":"n"} | {"groupId":"g","previousId":"p","name":"n"}
            track    | {"userId":"u","event":"E","traits":{"a":1}}           | {"traits":{"a":1}}
            track    | {"userId":"u","event":"E","timestamp":"2026-01-02T03:04:05+01:00","sentAt":"2026-01-02","originalTimestamp":"2026-01-01"} | {"timestamp":"2026-01-02T03:04:05+01:00","originalTimestamp":"2026-01-01","sentAt":"2026-01-02"}
            track    | {"userId":"u","event":"E","receivedAt":"2015-02-23T22:28:55.387Z"} | {"receivedAt":"2015-02-23T22:28:55.387Z"}
            page     | {"userId":"u","name":"n","category":"c","event":"E"}  | {"event":"E","category":"c"}
            page     | {"userId":"u","category":"c","properties":{ }}        | {"category":"c","properties":{ }}
            identify | {"userId":"u","traits":{},"context":{"traits":{"a":1}},"properties":{"b":2}} | {"properties":{"b":2},"traits":{}}
            group    | {"userId":"u","groupId":"g","traits":{}}              | none
            alias    | {"userId":"u","previousId":"p","traits":{"a":1}}      | {"traits":{"a":1}}
            merge    | {"type":"merge","userId":"u","mergeProperties":[{"type":"email", "value":"a@b.c"}]} | {"mergeProperties":[{"type":"email", "value":"a@b.c"}],"type":"merge"}
            merge    | {"userId":"u","mergeProperties":[{"type":"a","value":1}],"traits":{"a":1},"event":"E"} | {"mergeProperties":[{"type":"a","value":1}],"event":"E","traits":{"a":1}}
            track    | {"userId":"u","event":"E","mergeProperties":[1]}      | {"mergeProperties":[1]}
            """)
    void keepsTheMembersThatNothingElseGivesBack(String route, String json, @Nullable String others) {
        var kept = accepted(CallType.named(route), json).asSent().others();

        assertThat(kept == null ? null : kept.toString()).isEqualTo(others);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", quoteCharacter = '~', textBlock = """
            "channel" : "server","sequence":7              |                         | {"channel" : "server","sequence":7}
            "_v":{"x": 1.50}                               | ,"_v":1,"_w":2          | {"_v":1,"_w":2}
            "_v":2                                         | ,"_w":1                 | {"_w":1,"_v":2}
            "channel":"server"                             | ,"channel":"web"        | {"channel":"web"}
            "channel":"server"                             | ,"channel":null         | {"channel":null}
            "channel":{"a":1}                              |                         | {"channel":{"a":1}}
            "sentAt":"2026-01-02","writeKey":"k","context":{},"integrations":{} |    | none
            "timestamp":"2020-01-01","originalTimestamp":"2020-01-01","type":"page","messageId":"b","userId":"v" | | none
            "user_id":"v","anonymousId":"w","groupId":"g","previousId":"p","event":"F","name":"N","category":"C" | | none
            "properties":{"a":1},"traits":{"a":1},"mergeProperties":[],"action":"page" | | none
            """)
    void keepsWhatTheEnvelopeSaysBeyondTheProtocolBehindTheCallsOwn(
            String envelope, @Nullable String own, @Nullable String others) {
        var call = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\"" + (own == null ? "" : own) + "}";
        var body = "{" + envelope + ",\"batch\":[" + call + "]}";

        var kept = ((IntakeVerdict.Accepted) judgeBatch(body)).event().asSent().others();

        assertThat(kept == null ? null : kept.toString()).isEqualTo(others);
    }

    @Test
    void judgesARefusedCallAgainByWhatItsEnvelopeSaid() {
        var refused = (IntakeVerdict.Refused) judgeBatch(
                "{\"channel\":\"server\",\"_v\":{\"x\": 1.50},\"batch\":[{\"type\":\"track\",\"event\":\"E\"}]}");

        var again = Intake.policy()
                .judge(
                        Intake.call("{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\"}"),
                        refused.sentWith(),
                        Intake.arrival(null));

        assertThat(((IntakeVerdict.Accepted) again).event().asSent().others())
                .hasToString("{\"_v\":{\"x\": 1.50},\"channel\":\"server\"}");
    }

    @Test
    void countsTheEnvelopesOtherMembersToThoseOfEachCall() {
        var wide = new StringBuilder("{\"batch\":[{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"own\":1}]");
        for (int member = 0; member < 300; member++) {
            wide.append(",\"k").append(member).append("\":1");
        }
        var large = "{\"batch\":[{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\"}],\"k\":\"" + "x".repeat(33_000)
                + "\"}";

        assertThat(((IntakeVerdict.Refused) judgeBatch(wide + "}")).refusal())
                .isEqualTo(new Refusal.TooManyMembers("", 300));
        assertThat(((IntakeVerdict.Refused) judgeBatch(large)).refusal()).isInstanceOf(Refusal.TooLarge.class);
    }

    @Test
    void countsTheLevelsOfTheEnvelopeToThoseOfEachCall() {
        var calls = "\"batch\":[{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\"}]";
        var deepest = "[".repeat(31) + "]".repeat(31);

        assertThat(judgeBatch("{" + calls + ",\"k\":" + deepest + "}")).isInstanceOf(IntakeVerdict.Accepted.class);
        assertThat(((IntakeVerdict.Refused) judgeBatch("{\"k\":[" + deepest + "]," + calls + "}")).refusal())
                .isEqualTo(new Refusal.TooDeep(33, 32));
        assertThat(((IntakeVerdict.Refused) judgeBatch("{\"context\":{\"k\":" + deepest + "}," + calls + "}"))
                        .refusal())
                .isEqualTo(new Refusal.TooDeep(33, 32));
        assertThat(judgeBatch("{\"properties\":[" + deepest + "]," + calls + "}"))
                .as("what is passed over")
                .isInstanceOf(IntakeVerdict.Accepted.class);
    }

    private static IntakeVerdict judgeBatch(String body) {
        return Intake.judgeBatch(Intake.policy(), body).getFirst();
    }

    @Test
    void countsWhatWasAddedBehindTheClientsOwnMembers() {
        var identify = accepted(
                CallType.IDENTIFY,
                "{\"userId\":\"u\",\"traits\":{\"a\":1},\"context\":{\"traits\":{\"a\":2,\"b\":3,\"c\":4}}}");
        var only = accepted(CallType.IDENTIFY, "{\"userId\":\"u\",\"context\":{\"traits\":{\"b\":3}}}");
        var page = accepted(CallType.PAGE, "{\"userId\":\"u\",\"category\":\"c\",\"properties\":{\"x\":1}}");
        var own = accepted(CallType.PAGE, "{\"userId\":\"u\",\"category\":\"c\",\"properties\":{\"category\":\"d\"}}");

        assertThat(identify.asSent().traitsAdded()).isEqualTo(2);
        assertThat(only.asSent().traitsAdded()).isEqualTo(1);
        assertThat(page.asSent().propertiesAdded()).isEqualTo(1);
        assertThat(own.asSent().propertiesAdded()).isZero();
    }

    @Test
    void refusesMoreUnknownMembersThanAnObjectMayHave() {
        var wide = new StringBuilder("{\"userId\":\"u\",\"event\":\"E\"");
        for (int member = 0; member < 301; member++) {
            wide.append(",\"k").append(member).append("\":1");
        }

        var refused = (IntakeVerdict.Refused) Intake.judge(CallType.TRACK, wide + "}");

        assertThat(refused.refusal()).isEqualTo(new Refusal.TooManyMembers("", 300));
        assertThat(refused.refusal().failure()).isEqualTo("The call has more than 300 members.");
    }

    @Test
    void refusesTooManyTraitsInTheContext() {
        var wide = new StringBuilder("{\"userId\":\"u\",\"context\":{\"traits\":{\"k\":0");
        for (int member = 0; member < 300; member++) {
            wide.append(",\"k").append(member).append("\":1");
        }

        var refused = (IntakeVerdict.Refused) Intake.judge(CallType.IDENTIFY, wide + "}}}");

        assertThat(refused.refusal()).isEqualTo(new Refusal.TooManyMembers("/context/traits", 300));
    }

    private static TrackingEvent accepted(@Nullable CallType route, String json) {
        return ((IntakeVerdict.Accepted) Intake.judge(route, json)).event();
    }
}
