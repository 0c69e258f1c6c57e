package io.tributary.identity.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.v1.Channel;
import io.tributary.contracts.v1.ConsentState;
import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.Consents;
import io.tributary.identity.contact.PointTimes;
import io.tributary.identity.graph.DeviceUse;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.identifier.Identifier;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContactEncoderTest {

    private final ContactEncoder encoder = new ContactEncoder(new KeyedDigest(new byte[32]));

    @Test
    void saysEverythingThatASenderHasToKnow() {
        var contact = encoder.contact("acme", 9, person());

        assertThat(contact.getVersion()).isEqualTo(9);
        assertThat(contact.getPointsList())
                .extracting(
                        it -> it.getChannel() + " " + it.getValue() + " " + it.getVerified() + " " + it.getLastSeen())
                .containsExactly(
                        "EMAIL a@shop.org true 20", "SMS +4930123456 false 30", "PUSH t1 false 40", "ADS a1 false 50");
        assertThat(contact.getPoints(0).getLastBounce()).isEqualTo(5);
        assertThat(contact.getPoints(0).hasLastComplaint()).isFalse();
        assertThat(contact.getPointsList())
                .allSatisfy(it -> assertThat(it.getDigest().size()).isEqualTo(32));
        assertThat(contact.getConsentsList())
                .extracting(it -> it.getPurpose() + " " + it.getState())
                .containsExactly("ads " + ConsentState.DENIED);
    }

    @Test
    void countsAnIdAsAnIdentifierAndNotAsAnAddress() {
        var contact = encoder.contact("acme", 9, person());

        assertThat(contact.getIdentifiersList())
                .extracting(it -> it.getNamespace())
                .containsExactly("user_id", "email", "phone", "ios_push_token", "android_idfa");
        assertThat(contact.getPointsList()).extracting(it -> it.getChannel()).doesNotContain(Channel.WEBHOOK);
    }

    private static Profile person() {
        var nodes = Stream.of(
                        node(1, "user_id", "u1", PointTimes.NEVER),
                        node(2, "email", "a@shop.org", new PointTimes(5L, null, null, 6L)),
                        node(3, "phone", "+4930123456", PointTimes.NEVER),
                        node(4, "ios_push_token", "t1", PointTimes.NEVER),
                        node(5, "android_idfa", "a1", PointTimes.NEVER))
                .collect(Collectors.toMap(Node::identifier, Function.identity()));
        var said =
                Consents.of(List.of(new Consent("ads", io.tributary.identity.consent.ConsentState.DENIED, 3, "shop")));
        return new Profile(new UUID(1, 1), 1, 0, nodes, Set.of(), said);
    }

    private static Node node(long id, String namespace, String value, PointTimes points) {
        return new Node(id, new Identifier(namespace, value), 1, id * 10, points, List.of(), DeviceUse.NONE);
    }
}
