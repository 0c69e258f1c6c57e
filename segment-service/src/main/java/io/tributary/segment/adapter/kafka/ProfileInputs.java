package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ForgetTraits;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Reachability;
import io.tributary.contracts.v1.SaidTrait;
import io.tributary.segment.feature.Feature;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.list.ListRule;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.membership.Evaluation;
import io.tributary.segment.redirect.Signposts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes over what other services know about a profile, and commands. */
final class ProfileInputs {

    private final ProfileWork work;
    private final SignpostStore signposts;
    private final Rebuilding rebuilding;
    private final Absorption absorption;
    private final Tracing tracing;
    private final Reevaluation reevaluation;

    ProfileInputs(
            ProfileWork work, SignpostStore signposts, Rebuilding rebuilding, Absorption absorption, Tracing tracing) {
        this.tracing = tracing;
        this.work = work;
        this.signposts = signposts;
        this.rebuilding = rebuilding;
        this.absorption = absorption;
        this.reevaluation = new Reevaluation(work, signposts);
    }

    void contact(RecordKey key, Contact contact) {
        var posts = signposts.of(key);
        boolean lives = !posts.isEnded() || posts.revivedAt(contact.getVersion());
        var living = lives ? Optional.of(work.open(key, posts)) : work.find(key);
        living.ifPresent(state -> {
            boolean wasRestricted = state.restricted();
            if (posts.awaitsPast() && contact.getRestricted() && !wasRestricted) {
                restrict(state, contact);
                return;
            }
            change(
                    posts,
                    state,
                    it -> take(it, contact),
                    (evaluator, it, now) -> wasRestricted == it.restricted()
                            ? evaluator.readersOf(List.of(Feature.CONTACT), it, now, new Cause.Contact())
                            : evaluator.all(it, now, new Cause.Contact()));
        });
    }

    /** Nobody who is restricted stays in anything until their past has been read. */
    private void restrict(ProfileState state, Contact contact) {
        work.replace(
                state,
                it -> take(it, contact),
                (evaluator, it, now) -> it.restricted()
                        ? evaluator.all(it, now, new Cause.Contact())
                        : new Evaluation(List.of(), it.nextChange()));
    }

    private static void take(ProfileState state, Contact contact) {
        state.contact(contact.getVersion(), Wire.identifiers(contact), Wire.consents(contact), contact.getRestricted());
    }

    void reachability(RecordKey key, Reachability reachability) {
        var posts = signposts.of(key);
        living(key, posts)
                .ifPresent(state -> change(
                        posts,
                        state,
                        it -> it.reachable(Wire.verdicts(reachability)),
                        (evaluator, it, now) ->
                                evaluator.readersOf(List.of(Feature.REACH), it, now, new Cause.Contact())));
    }

    void command(RecordKey key, ProfileCommand command) {
        switch (command.getCommandCase()) {
            case REEVALUATE -> reevaluation.take(key, command.getReevaluate());
            case REBUILD -> rebuilding.take(key, command.getRebuild());
            case SCORE -> {
                var score = command.getScore();
                var posts = signposts.of(key);
                living(key, posts)
                        .ifPresent(state -> change(
                                posts,
                                state,
                                it -> it.score(score.getName(), score.getValue()),
                                (evaluator, it, now) -> evaluator.readersOf(
                                        List.of(Feature.score(score.getName())), it, now, cause(score.getName()))));
            }
            case ABSORB -> absorption.take(key, command.getAbsorb());
            case TRACE -> tracing.answer(key, command.getTrace());
            case FORGET_TRAITS -> forget(key, command.getForgetTraits());
            // For the event index, and for who asked.
            case REASSIGN, TRACED, COMMAND_NOT_SET -> {}
        }
    }

    private static Cause cause(String score) {
        return ListRule.isMark(score) ? new Cause.Listed() : new Cause.Scored();
    }

    private void forget(RecordKey key, ForgetTraits forget) {
        var names = forget.getTraitsList().stream().map(SaidTrait::getName).toList();
        work.find(key)
                .ifPresent(state -> change(
                        signposts.of(key),
                        state,
                        it -> forget.getTraitsList().forEach(said -> it.unsay(said.getName(), said.getMessageId())),
                        (evaluator, it, now) -> evaluator.readersOf(
                                names.stream().map(Feature::trait).toList(), it, now, new Cause.Audit())));
    }

    private void change(
            Signposts posts, ProfileState state, Consumer<ProfileState> apply, ProfileWork.Judging judging) {
        if (posts.awaitsPast()) {
            work.keep(state, apply);
        } else {
            work.change(state, apply, judging);
        }
    }

    /** The profile, begun if it is new; nothing for an id that was merged away or erased and has no state since. */
    private Optional<ProfileState> living(RecordKey key, Signposts posts) {
        return posts.isEnded() ? work.find(key) : Optional.of(work.open(key, posts));
    }
}
