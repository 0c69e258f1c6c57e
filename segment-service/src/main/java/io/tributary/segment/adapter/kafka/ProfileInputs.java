package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Reachability;
import io.tributary.segment.feature.Feature;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.membership.Cause;
import java.util.List;
import java.util.Optional;

/** Takes over what other services know about a profile, and commands. */
final class ProfileInputs {

    private final ProfileWork work;
    private final SignpostStore signposts;
    private final EventFlow events;
    private final GraphChanges changes;

    ProfileInputs(ProfileWork work, SignpostStore signposts, EventFlow events, GraphChanges changes) {
        this.work = work;
        this.signposts = signposts;
        this.events = events;
        this.changes = changes;
    }

    void contact(RecordKey key, Contact contact) {
        living(key).ifPresent(state -> {
            boolean wasRestricted = state.restricted();
            work.change(
                    state,
                    it -> it.contact(
                            contact.getVersion(),
                            Wire.identifiers(contact),
                            Wire.consents(contact),
                            contact.getRestricted()),
                    (evaluator, it, now) -> wasRestricted == it.restricted()
                            ? evaluator.readersOf(List.of(Feature.CONTACT), it, now, new Cause.Contact())
                            : evaluator.all(it, now, new Cause.Contact()));
        });
    }

    void reachability(RecordKey key, Reachability reachability) {
        living(key)
                .ifPresent(state -> work.change(
                        state,
                        it -> it.reachable(Wire.verdicts(reachability)),
                        (evaluator, it, now) ->
                                evaluator.readersOf(List.of(Feature.REACH), it, now, new Cause.Contact())));
    }

    void command(RecordKey key, ProfileCommand command) {
        switch (command.getCommandCase()) {
            case REEVALUATE -> {
                boolean all = command.getReevaluate().getEmitUnchanged();
                work.find(key)
                        .ifPresent(state -> work.change(
                                state,
                                it -> {},
                                (evaluator, it, now) -> all
                                        ? evaluator.restated(it, now, new Cause.Audit())
                                        : evaluator.all(it, now, new Cause.Audit())));
            }
            case REBUILD -> events.rebuild(key, command.getRebuild().getEventsList());
            case SCORE -> {
                var score = command.getScore();
                living(key)
                        .ifPresent(state -> work.change(
                                state,
                                it -> it.score(score.getName(), score.getValue()),
                                (evaluator, it, now) -> evaluator.readersOf(
                                        List.of(Feature.score(score.getName())), it, now, new Cause.Audit())));
            }
            case ABSORB -> changes.absorb(key, command.getAbsorb());
            case COMMAND_NOT_SET -> {}
        }
    }

    /** The profile, begun if it is new; nothing for an id that was merged away or erased and has no state since. */
    private Optional<ProfileState> living(RecordKey key) {
        var posts = signposts.of(key);
        return posts.isEnded() ? work.find(key) : Optional.of(work.open(key, posts));
    }
}
