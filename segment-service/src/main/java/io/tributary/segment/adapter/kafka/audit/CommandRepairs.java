package io.tributary.segment.adapter.kafka.audit;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Reevaluate;
import io.tributary.segment.adapter.kafka.privacy.Sending;
import io.tributary.segment.audit.Repairs;
import io.tributary.segment.store.BrokerUnavailable;
import io.tributary.segment.store.StoreUnavailable;
import java.util.Collection;

/** Repairs as commands to the topology, in the order of everything else that is said about the profile. */
public final class CommandRepairs implements Repairs {

    private final Sending sending;

    public CommandRepairs(Sending sending) {
        this.sending = sending;
    }

    @Override
    public void repair(String tenant, String profileId, Collection<String> segments, long aboveVersion) {
        var command = ProfileCommand.newBuilder()
                .setTenant(tenant)
                .setProfileId(profileId)
                .setReevaluate(Reevaluate.newBuilder()
                        .setEmitUnchanged(true)
                        .addAllSegmentKeys(segments)
                        .setAboveVersion(aboveVersion))
                .build();
        try {
            sending.send(Topic.PROFILE_COMMANDS, new RecordKey(tenant, profileId), command.toByteArray());
        } catch (BrokerUnavailable e) {
            throw new StoreUnavailable("the broker did not take a repair", e);
        }
    }
}
