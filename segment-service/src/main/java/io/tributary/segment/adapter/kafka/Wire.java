package io.tributary.segment.adapter.kafka;

import com.google.protobuf.ByteString;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.ConsentState;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.IdentifierDigest;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.MembershipCause;
import io.tributary.contracts.v1.Reachability;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.contracts.v1.SplitApart;
import io.tributary.segment.feature.Identifier;
import io.tributary.segment.feature.Reach;
import io.tributary.segment.feature.SourceCall;
import io.tributary.segment.feature.SourceRank;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.membership.MembershipChange;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Maps wire records to what the core works on, and back. */
final class Wire {

    private static final String EVERY_PURPOSE = "*";

    private Wire() {}

    static SourceCall call(AcceptedEvent event) {
        return new SourceCall(
                kind(event.getType()),
                event.getEvent(),
                event.getName(),
                event.getTimes().getTimestamp(),
                event.getMessageId(),
                new SourceRank(event.getSourceTrust(), event.getSourcePriority()),
                event.getProperties().toByteArray(),
                event.getTraits().toByteArray());
    }

    static List<String> digests(ResolvedEvent event) {
        return event.getIdentifiersList().stream().map(Wire::digest).toList();
    }

    static Map<String, String> parts(SplitApart split) {
        var parts = new HashMap<String, String>();
        split.getPartsList().forEach(it -> parts.put(digest(it.getIdentifier()), it.getProfileId()));
        return parts;
    }

    static List<Identifier> identifiers(Contact contact) {
        return contact.getIdentifiersList().stream()
                .map(it -> new Identifier(it.getNamespace(), it.getValue()))
                .toList();
    }

    static Map<String, Boolean> consents(Contact contact) {
        var consents = new HashMap<String, Boolean>();
        for (var consent : contact.getConsentsList()) {
            // The denial of every purpose says nothing about one that a rule could name.
            if (!consent.getPurpose().equals(EVERY_PURPOSE) && isAnswer(consent.getState())) {
                consents.put(consent.getPurpose(), consent.getState() == ConsentState.GRANTED);
            }
        }
        return consents;
    }

    private static boolean isAnswer(ConsentState state) {
        return state == ConsentState.GRANTED || state == ConsentState.DENIED;
    }

    static Map<String, Reach> verdicts(Reachability reachability) {
        var verdicts = new HashMap<String, Reach>();
        reachability
                .getChannelsList()
                .forEach(it -> verdicts.put(
                        it.getChannel().name().toLowerCase(Locale.ROOT), new Reach(it.getReachable(), it.getReason())));
        return verdicts;
    }

    static Membership membership(
            String tenant, String profileId, MembershipChange change, long stateVersion, long now) {
        return Membership.newBuilder()
                .setTenant(tenant)
                .setProfileId(profileId)
                .setSegmentKey(change.segment())
                .setSegmentVersion(change.version())
                .setMember(change.member())
                .setSince(change.since())
                .setCause(cause(change.cause()))
                .setCauseId(causeId(change.cause()))
                .setStateVersion(stateVersion)
                .setDecidedAt(decidedAt(change, now))
                .build();
    }

    /** What time does is certain before it is noticed. */
    private static long decidedAt(MembershipChange change, long now) {
        return change.cause() instanceof Cause.Clock ? change.since() : Math.max(now, change.since());
    }

    private static MembershipCause cause(Cause cause) {
        return switch (cause) {
            case Cause.Event event -> MembershipCause.EVENT;
            case Cause.Clock clock -> MembershipCause.CLOCK;
            case Cause.Definition definition -> MembershipCause.DEFINITION;
            case Cause.Merged merged -> MembershipCause.MERGED;
            case Cause.Contact contact -> MembershipCause.CONTACT;
            case Cause.Audit audit -> MembershipCause.AUDIT;
            case Cause.Scored scored -> MembershipCause.SCORE;
            case Cause.Listed listed -> MembershipCause.LIST;
            case Cause.Erased erased -> MembershipCause.ERASED;
            case Cause.Split split -> MembershipCause.SPLIT;
            case Cause.Restricted restricted -> MembershipCause.RESTRICTED;
        };
    }

    private static String causeId(Cause cause) {
        return switch (cause) {
            case Cause.Event(var messageId) -> messageId;
            case Cause.Merged(var other) -> other;
            case Cause.Clock clock -> "";
            case Cause.Definition definition -> "";
            case Cause.Contact contact -> "";
            case Cause.Audit audit -> "";
            case Cause.Scored scored -> "";
            case Cause.Listed listed -> "";
            case Cause.Erased erased -> "";
            case Cause.Split split -> "";
            case Cause.Restricted restricted -> "";
        };
    }

    private static SourceCall.Kind kind(CallType type) {
        return switch (type) {
            case IDENTIFY -> SourceCall.Kind.IDENTIFY;
            case PAGE -> SourceCall.Kind.PAGE;
            case SCREEN -> SourceCall.Kind.SCREEN;
            case GROUP -> SourceCall.Kind.GROUP;
            case ALIAS -> SourceCall.Kind.ALIAS;
            case TRACK, CALL_TYPE_UNSPECIFIED, UNRECOGNIZED -> SourceCall.Kind.TRACK;
        };
    }

    private static String digest(IdentifierDigest identifier) {
        ByteString digest = identifier.getDigest();
        return HexFormat.of().formatHex(digest.toByteArray());
    }
}
