package io.tributary.bench.topology;

import com.google.protobuf.ByteString;
import io.tributary.bench.rules.Lives;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.Absorb;
import io.tributary.contracts.v1.ProfileCommand;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What people did before, one command for each: the topology takes a past over as that of a profile that was merged into
 * this one. Fifty times fewer records than the events would be, and no document in the event index.
 */
final class Histories {

    // What a profile remembers of whom it absorbed; as short as can be, because nobody here was.
    private static final String LOSER = "-";

    private final String tenant;
    private final Lives lives;
    private final InstantSource clock;

    Histories(String tenant, Lives lives, InstantSource clock) {
        this.tenant = tenant;
        this.lives = lives;
        this.clock = clock;
    }

    ProducerRecord<String, byte[]> of(int person) {
        var profile = Lives.profileId(person);
        byte[] state = lives.history(tenant, LOSER, person, clock.millis()).encode(Lives.DAYS);
        var command = ProfileCommand.newBuilder()
                .setTenant(tenant)
                .setProfileId(profile)
                .setAbsorb(Absorb.newBuilder().setLoser(LOSER).setGraphNumber(1).setState(ByteString.copyFrom(state)))
                .build();
        return new ProducerRecord<>(
                Topic.PROFILE_COMMANDS.wireName(), new RecordKey(tenant, profile).text(), command.toByteArray());
    }
}
