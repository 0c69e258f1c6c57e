package io.tributary.activation.adapter.kafka;

import com.google.protobuf.ByteString;
import io.tributary.activation.contact.Channel;
import io.tributary.activation.contact.Contact;
import io.tributary.contracts.v1.ConsentState;
import io.tributary.contracts.v1.ContactPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads contacts. Channels and consents that this version does not know are passed over. */
final class ContactWire {

    private ContactWire() {}

    static Contact read(io.tributary.contracts.v1.Contact wire) {
        var identifiers = wire.getIdentifiersList().stream()
                .map(it -> new Contact.Identifier(
                        it.getNamespace(), it.getValue(), hex(it.getDigest()), Instant.ofEpochMilli(it.getLastSeen())))
                .toList();
        var points = new ArrayList<Contact.Point>();
        for (var point : wire.getPointsList()) {
            var channel = channel(point.getChannel());
            if (channel != null) {
                points.add(point(channel, point));
            }
        }
        var consents = wire.getConsentsList().stream()
                .filter(it -> it.getState() == ConsentState.GRANTED || it.getState() == ConsentState.DENIED)
                .map(it -> new Contact.Consent(
                        it.getPurpose(),
                        it.getState() == ConsentState.GRANTED,
                        Instant.ofEpochMilli(it.getAt()),
                        it.getSource()))
                .toList();
        return new Contact(
                wire.getTenant(),
                wire.getProfileId(),
                wire.getVersion(),
                wire.getRestricted(),
                identifiers,
                points,
                consents);
    }

    private static Contact.Point point(Channel channel, ContactPoint wire) {
        return new Contact.Point(
                channel,
                wire.getValue(),
                hex(wire.getDigest()),
                wire.getVerified(),
                Instant.ofEpochMilli(wire.getLastSeen()),
                wire.hasLastBounce() ? Instant.ofEpochMilli(wire.getLastBounce()) : null,
                wire.hasLastComplaint() ? Instant.ofEpochMilli(wire.getLastComplaint()) : null,
                wire.hasLastUnsubscribe() ? Instant.ofEpochMilli(wire.getLastUnsubscribe()) : null);
    }

    private static @Nullable Channel channel(io.tributary.contracts.v1.Channel wire) {
        return switch (wire) {
            case EMAIL -> Channel.EMAIL;
            case SMS -> Channel.SMS;
            case PUSH -> Channel.PUSH;
            case ADS -> Channel.ADS;
            case WEBHOOK -> Channel.WEBHOOK;
            case CHANNEL_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }

    private static String hex(ByteString digest) {
        return HexFormat.of().formatHex(digest.toByteArray());
    }
}
