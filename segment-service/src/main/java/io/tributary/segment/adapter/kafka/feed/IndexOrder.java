package io.tributary.segment.adapter.kafka.feed;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.IdentifierDigest;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Reassign;
import io.tributary.contracts.v1.SplitApart;
import io.tributary.segment.rebuild.WantedPast;
import io.tributary.segment.redirect.SplitParts;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a command to a profile asks of the event index. */
sealed interface IndexOrder {

    /** The profile wants its past. */
    record Past(WantedPast wanted) implements IndexOrder {}

    /** Messages that turned out to be somebody's. */
    record Moved(Whose whose, List<String> messageIds) implements IndexOrder {}

    /** The new owner; with {@code erased} nobody, because that person was erased. */
    record Whose(String tenant, String profileId, boolean erased) {}

    /** Nothing. */
    record Nothing() implements IndexOrder {}

    /** It is no command, or not of the tenant that its key names. */
    record Unreadable() implements IndexOrder {}

    static IndexOrder read(ConsumerRecord<String, byte[]> record) {
        try {
            var command = ProfileCommand.parseFrom(record.value());
            var key = RecordKey.parse(record.key());
            return key.tenant().equals(command.getTenant()) ? of(key, command) : new Unreadable();
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return new Unreadable();
        }
    }

    private static IndexOrder of(RecordKey key, ProfileCommand command) {
        if (command.hasReassign()) {
            Reassign reassign = command.getReassign();
            return new Moved(
                    new Whose(key.tenant(), key.own(), reassign.getErased()),
                    List.copyOf(reassign.getMessageIdsList()));
        }
        var rebuild = command.getRebuild();
        return rebuild.hasWanted()
                ? new Past(
                        new WantedPast(key.tenant(), key.own(), rebuild.getGraphNumber(), parts(rebuild.getWanted())))
                : new Nothing();
    }

    private static SplitParts parts(SplitApart split) {
        var partByDigest = new HashMap<String, String>();
        split.getPartsList().forEach(it -> partByDigest.put(digest(it.getIdentifier()), it.getProfileId()));
        var leadsTo = new HashMap<String, String>();
        split.getFormerList().forEach(it -> leadsTo.put(it.getProfileId(), it.getLeadsTo()));
        return new SplitParts(split.getFrom(), partByDigest, leadsTo);
    }

    private static String digest(IdentifierDigest identifier) {
        ByteString digest = identifier.getDigest();
        return HexFormat.of().formatHex(digest.toByteArray());
    }
}
