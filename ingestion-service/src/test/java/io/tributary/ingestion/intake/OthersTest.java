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
