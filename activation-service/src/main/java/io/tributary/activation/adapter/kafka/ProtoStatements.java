package io.tributary.activation.adapter.kafka;

import com.google.protobuf.ByteString;
import io.tributary.activation.contact.Channel;
import io.tributary.activation.suppression.Reach;
import io.tributary.activation.suppression.Statements;
import io.tributary.activation.suppression.Suppression;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.ChannelReach;
import io.tributary.contracts.v1.Reachability;
import io.tributary.contracts.v1.SuppressedSubject;
import io.tributary.contracts.v1.SuppressionEffect;
import io.tributary.contracts.v1.SuppressionEntry;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes this service's own records as protobuf. */
public final class ProtoStatements implements Statements {

    @Override
    public Statement forgotten(String tenant, String profileId) {
        return new Statement(Topic.REACHABILITY.wireName(), new RecordKey(tenant, profileId).text(), null);
    }

    @Override
    public Statement reachability(String tenant, String profileId, Reach reach, Instant suiteNow) {
        var record = Reachability.newBuilder()
                .setTenant(tenant)
                .setProfileId(profileId)
                .setAt(suiteNow.toEpochMilli());
        reach.byChannel().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(it -> record.addChannels(channelReach(it.getKey(), it.getValue())));
        return new Statement(
                Topic.REACHABILITY.wireName(),
                new RecordKey(tenant, profileId).text(),
                new Content(record.build().toByteArray()));
    }

    private static ChannelReach channelReach(Channel channel, String word) {
        boolean reachable = word.equals("deliver");
        return ChannelReach.newBuilder()
                .setChannel(wire(channel))
                .setReachable(reachable)
                .setReason(reachable ? "" : word)
                .build();
    }

    private static io.tributary.contracts.v1.Channel wire(Channel channel) {
        return switch (channel) {
            case EMAIL -> io.tributary.contracts.v1.Channel.EMAIL;
            case SMS -> io.tributary.contracts.v1.Channel.SMS;
            case PUSH -> io.tributary.contracts.v1.Channel.PUSH;
            case ADS -> io.tributary.contracts.v1.Channel.ADS;
            case WEBHOOK -> io.tributary.contracts.v1.Channel.WEBHOOK;
        };
    }

    @Override
    public Statement suppressed(String tenant, Suppression.Subject subject, List<Suppression> standing, long version) {
        var record = SuppressedSubject.newBuilder()
                .setTenant(tenant)
                .setNamespace(subject.namespace())
                .setDigest(ByteString.copyFrom(HexFormat.of().parseHex(subject.digest())))
                .setVersion(version);
        standing.forEach(it -> record.addEntries(entry(it)));
        return new Statement(
                Topic.SUPPRESSIONS.wireName(),
                new RecordKey(tenant, subject.digest()).text(),
                new Content(record.build().toByteArray()));
    }

    private static SuppressionEntry entry(Suppression suppression) {
        var entry = SuppressionEntry.newBuilder()
                .setScope(suppression.scope().wireName())
                .setScopeId(suppression.scopeId())
                .setKind(suppression.kind().wireName())
                .setEffect(SuppressionEffect.valueOf(suppression.effect().name()))
                .setFrom(suppression.from().toEpochMilli());
        var until = suppression.until();
        if (until != null) {
            entry.setUntil(until.toEpochMilli());
        }
        return entry.build();
    }
}
