package io.tributary.identity.adapter.kafka;

import com.google.protobuf.ByteString;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.v1.Channel;
import io.tributary.contracts.v1.Consent;
import io.tributary.contracts.v1.ConsentState;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ContactIdentifier;
import io.tributary.contracts.v1.ContactPoint;
import io.tributary.identity.contact.ContactPoints;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.Profile;
import java.util.Comparator;

/** A profile's contact as others see it: identifiers, the addresses among them, and consents. */
record ContactEncoder(KeyedDigest digests) {

    /** The whole state; the graph number is its version. */
    Contact contact(String tenant, long number, Profile profile) {
        var contact = Contact.newBuilder()
                .setTenant(tenant)
                .setProfileId(profile.id().toString())
                .setVersion(number)
                .setRestricted(profile.restricted());
        profile.nodes().values().stream()
                // A visit on a shared device is nothing that a person can be reached or known by.
                .filter(it -> !it.isSession())
                .sorted(Comparator.comparingLong(Node::id))
                .forEach(it -> add(contact, tenant, it));
        profile.consents().byPurpose().values().stream()
                .sorted(Comparator.comparing(io.tributary.identity.consent.Consent::purpose))
                .forEach(it -> contact.addConsents(Consent.newBuilder()
                        .setPurpose(it.purpose())
                        .setState(
                                switch (it.state()) {
                                    case GRANTED -> ConsentState.GRANTED;
                                    case DENIED -> ConsentState.DENIED;
                                })
                        .setAt(it.at())
                        .setSource(it.source())));
        return contact.build();
    }

    private void add(Contact.Builder contact, String tenant, Node node) {
        var identifier = node.identifier();
        var digest = ByteString.copyFrom(digests.of(tenant, identifier.namespace(), identifier.value()));
        contact.addIdentifiers(ContactIdentifier.newBuilder()
                .setNamespace(identifier.namespace())
                .setValue(identifier.value())
                .setDigest(digest)
                .setFirstSeen(node.firstSeen())
                .setLastSeen(node.lastSeen()));
        ContactPoints.channel(identifier)
                .map(ContactEncoder::wire)
                .ifPresent(it -> contact.addPoints(point(it, node, digest)));
    }

    private static Channel wire(ContactPoints.Channel channel) {
        return switch (channel) {
            case EMAIL -> Channel.EMAIL;
            case SMS -> Channel.SMS;
            case PUSH -> Channel.PUSH;
            case ADS -> Channel.ADS;
        };
    }

    private static ContactPoint point(Channel channel, Node node, ByteString digest) {
        var point = ContactPoint.newBuilder()
                .setChannel(channel)
                .setValue(node.identifier().value())
                .setDigest(digest)
                .setLastSeen(node.lastSeen());
        var times = node.points();
        point.setVerified(times.verified() != null);
        if (times.bounce() != null) {
            point.setLastBounce(times.bounce());
        }
        if (times.complaint() != null) {
            point.setLastComplaint(times.complaint());
        }
        if (times.unsubscribe() != null) {
            point.setLastUnsubscribe(times.unsubscribe());
        }
        return point.build();
    }
}
