package io.tributary.identity.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.EventTimes;
import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.contact.PointSignal;
import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.trait.LinkableTrait;
import io.tributary.identity.trait.Statement;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class EventReaderTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final EventReader reader = new EventReader(metrics);

    private static AcceptedEvent.Builder event(CallType type) {
        return AcceptedEvent.newBuilder()
                .setTenant("acme")
                .setSourceId("shop")
                .setMessageId("m1")
                .setType(type)
                .setTimes(EventTimes.newBuilder().setTimestamp(7));
    }

    private static ByteString json(String text) {
        return ByteString.copyFromUtf8(text.replace('\'', '"'));
    }

    @Test
    void takesWhatAnIdentifyKnowsAboutAPerson() {
        var event = event(CallType.IDENTIFY)
                .setUserId("u1")
                .setAnonymousId("d1")
                .setTraits(json("{'email':'a@shop.org','phone':49301,'address':{'email':'no@shop.org'}}"));

        assertThat(reader.read(event.build()).candidates())
                .containsExactlyInAnyOrder(
                        new Candidate("user_id", "u1"),
                        new Candidate("anonymous_id", "d1"),
                        new Candidate("email", "a@shop.org"),
                        new Candidate("phone", "49301"));
    }

    @Test
    void takesTraitsAndExternalIdsOfUsersFromTheContext() {
        var event = event(CallType.TRACK)
                .setContext(json("{'page':{'url':'x'},'traits':{'email':'a@shop.org'},'externalIds':["
                        + "{'id':'1','type':'loyaltyId','collection':'users','encoding':'none'},"
                        + "{'id':'2','type':'crm','collection':'accounts'},'odd']}"));

        assertThat(reader.read(event.build()).candidates())
                .containsExactly(new Candidate("email", "a@shop.org"), new Candidate("loyalty_id", "1"));
    }

    @Test
    void letsAdvertisingIdsCountOnlyWhileTheDeviceAllowsIt() {
        var ids = "'externalIds':[{'id':'e-1','type':'ios.idfa','collection':'users'},{'id':'l-1','type':'loyaltyId'}]";
        var allowed = event(CallType.TRACK)
                .setContext(
                        json("{'device':{'type':'iOS','advertisingId':'d-1','adTrackingEnabled':true}," + ids + "}"));
        var denied = event(CallType.TRACK)
                .setContext(
                        json("{" + ids + ",'device':{'type':'ios','advertisingId':'d-1','adTrackingEnabled':false}}"));
        var silent = event(CallType.TRACK).setContext(json("{" + ids + "}"));
        var nobody = event(CallType.TRACK)
                .setContext(json("{'device':{'type':'android','adTrackingEnabled':true,"
                        + "'advertisingId':'00000000-0000-0000-0000-000000000000'}}"));

        assertThat(reader.read(allowed.build()).candidates())
                .containsExactly(
                        new Candidate("ios_idfa", "e-1"),
                        new Candidate("loyalty_id", "l-1"),
                        new Candidate("ios_idfa", "d-1"));
        assertThat(reader.read(denied.build()).candidates()).containsExactly(new Candidate("loyalty_id", "l-1"));
        assertThat(reader.read(silent.build()).candidates()).containsExactly(new Candidate("loyalty_id", "l-1"));
        assertThat(reader.read(nobody.build()).candidates()).isEmpty();
    }

    @Test
    void takesThePushTokenOfAnAppWhateverItSaysAboutTracking() {
        var phone = event(CallType.TRACK).setContext(json("{'device':{'type':'android','token':'p-1'}}"));
        var tablet = event(CallType.TRACK)
                .setContext(json("{'device':{'type':'ios','token':'p-2','adTrackingEnabled':false}}"));
        var browser = event(CallType.TRACK).setContext(json("{'device':{'type':'desktop','token':'p-3'}}"));
        var early = event(CallType.TRACK).setContext(json("{'device':{'type':'ios','token':''}}"));

        assertThat(reader.read(phone.build()).candidates()).containsExactly(new Candidate("android_push_token", "p-1"));
        assertThat(reader.read(tablet.build()).candidates()).containsExactly(new Candidate("ios_push_token", "p-2"));
        assertThat(reader.read(browser.build()).candidates()).isEmpty();
        assertThat(reader.read(early.build()).candidates()).isEmpty();
    }

    @Test
    void takesWhatAPersonCanBeRecognisedBy() {
        var event = event(CallType.IDENTIFY)
                .setUserId("u1")
                .setTraits(json(
                        "{'firstName':'Anna','lastName':'Smith','name':'A. Smith','birthday':'1980-01-02','age':46,"
                                + "'address':{'name':'Work','firstName':'Ben','street':'Main Street 1','postalCode':4109,'city':'Hull'},"
                                + "'company':{'city':'York'}}"));

        assertThat(reader.read(event.build()).statements())
                .containsExactly(
                        new Statement(LinkableTrait.GIVEN_NAME, "Anna"),
                        new Statement(LinkableTrait.FAMILY_NAME, "Smith"),
                        new Statement(LinkableTrait.BIRTHDAY, "1980-01-02"),
                        new Statement(LinkableTrait.STREET, "Main Street 1"),
                        new Statement(LinkableTrait.POSTCODE, "4109"),
                        new Statement(LinkableTrait.CITY, "Hull"));
    }

    @Test
    void takesAFullNameApartWhereItsPartsAreNotSaid() {
        var event = event(CallType.TRACK).setContext(json("{'traits':{'name':'Anna Smith'}}"));

        assertThat(reader.read(event.build()).statements())
                .containsExactly(
                        new Statement(LinkableTrait.GIVEN_NAME, "Anna"),
                        new Statement(LinkableTrait.FAMILY_NAME, "Smith"));
    }

    @Test
    void leavesTheTraitsOfAGroupAlone() {
        var event = event(CallType.GROUP).setUserId("u1").setGroupId("g1").setTraits(json("{'email':'info@firm.org'}"));

        assertThat(reader.read(event.build()).candidates()).containsExactly(new Candidate("user_id", "u1"));
        assertThat(reader.read(event.build()).statements()).isEmpty();
    }

    @Test
    void joinsAnAliasToTheDeviceItWasAndNeverToItself() {
        var alias = event(CallType.ALIAS).setUserId("u1").setPreviousId("d1").build();
        var self = event(CallType.ALIAS).setUserId("u1").setPreviousId("u1").build();

        assertThat(reader.read(alias).candidates())
                .containsExactly(new Candidate("user_id", "u1"), new Candidate("anonymous_id", "d1"));
        assertThat(reader.read(self).candidates()).containsExactly(new Candidate("user_id", "u1"));
    }

    @Test
    void readsConsentsWithTheEventsTimeAndCountsThoseItSkips() {
        var long65 = "x".repeat(65);
        var event = event(CallType.TRACK)
                .setContext(json("{'consent':{'categoryPreferences':{'mail':true,'ads':false,'odd':'yes','" + long65
                        + "':true}}}"));

        assertThat(reader.read(event.build()).consents())
                .containsExactly(
                        new Consent("ads", ConsentState.DENIED, 7, "shop"),
                        new Consent("mail", ConsentState.GRANTED, 7, "shop"));
        assertThat(metrics.counter("cdp.consents.skipped").count()).isEqualTo(1);
    }

    @Test
    void readsAnAnswerWithoutAnyCategoryAsADenialOfAll() {
        var nothing = event(CallType.TRACK)
                .setEvent("Segment Consent Preference Updated")
                .setContext(json("{'consent':{'categoryPreferences':{}}}"))
                .build();
        var silence = event(CallType.TRACK)
                .setContext(json("{'consent':{'categoryPreferences':null}}"))
                .build();
        var everything = event(CallType.TRACK)
                .setContext(json("{'consent':{'categoryPreferences':{'*':true}}}"))
                .build();

        assertThat(reader.read(nothing).consents()).containsExactly(new Consent("*", ConsentState.DENIED, 7, "shop"));
        assertThat(reader.read(silence).consents()).isEmpty();
        assertThat(reader.read(everything).consents()).isEmpty();
    }

    @Test
    void takesTheAddressOfAMailEventFromItsProperties() {
        var event = event(CallType.TRACK)
                .setEvent("Unsubscribed")
                .setProperties(json("{'email':'a@shop.org'}"))
                .build();

        var read = reader.read(event);

        assertThat(read.candidates()).containsExactly(new Candidate("email", "a@shop.org"));
        assertThat(read.signals()).containsExactly(new PointSignal(PointSignal.Kind.UNSUBSCRIBE, 7));
    }

    @Test
    void believesASourceThatSaysThatAnAddressIsProved() {
        var event = event(CallType.IDENTIFY)
                .setTraits(json("{'email':'a@shop.org','email_verified':true,'phoneVerified':'yes'}"))
                .build();
        var mobile = event(CallType.TRACK)
                .setContext(json("{'traits':{'phone':'+4930123456','phone_number_verified':true}}"))
                .build();

        assertThat(reader.read(event).candidates()).containsExactly(new Candidate("email", "a@shop.org").asProved());
        assertThat(reader.read(mobile).candidates()).containsExactly(new Candidate("phone", "+4930123456").asProved());
    }

    @Test
    void takesAProofForNothingButTheAddressBesideIt() {
        var event = event(CallType.IDENTIFY)
                .setTraits(json("{'email':'b@shop.org','email_verified':true}"))
                .setContext(json("{'traits':{'email':'a@shop.org'},"
                        + "'externalIds':[{'id':'c@shop.org','type':'email','collection':'users'}]}"))
                .build();

        assertThat(reader.read(event).candidates())
                .containsExactlyInAnyOrder(
                        new Candidate("email", "a@shop.org"),
                        new Candidate("email", "b@shop.org").asProved(),
                        new Candidate("email", "c@shop.org"));
    }

    @Test
    void datesNoAnswerLaterThanItWasReceived() {
        var event = event(CallType.TRACK)
                .setTimes(EventTimes.newBuilder().setTimestamp(9_000).setReceivedAt(8_000))
                .setContext(json("{'consent':{'categoryPreferences':{'mail':true}}}"))
                .build();

        assertThat(reader.read(event).consents())
                .containsExactly(new Consent("mail", ConsentState.GRANTED, 8_000, "shop"));
        assertThat(reader.read(event).at()).isEqualTo(9_000);
    }

    @Test
    void failsOnJsonThatIsNone() {
        var event =
                event(CallType.TRACK).setContext(json("{'traits':{'email':")).build();

        assertThatThrownBy(() -> reader.read(event)).isInstanceOf(JacksonException.class);
    }
}
