package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.redirect.Signpost;
import io.tributary.segment.redirect.Signposts;
import java.util.Collections;

/** Takes changes of the identity graph over: signposts, the loser's journey to the survivor, splits, erasure. */
final class GraphChanges {

    private final ProfileWork work;
    private final SignpostStore signposts;
    private final Absorption absorption;
    private final Rebuilding rebuilding;

    GraphChanges(ProfileWork work, SignpostStore signposts, Absorption absorption, Rebuilding rebuilding) {
        this.work = work;
        this.signposts = signposts;
        this.absorption = absorption;
        this.rebuilding = rebuilding;
    }

    void take(RecordKey key, IdentityChange change) {
        var posts = signposts.of(key);
        if (posts.knows(change.getGraphNumber())) {
            return;
        }
        if (posts.isErased()) {
            // Told late: nothing is left to move or to read, and the order of the posts still shows the way.
            signposts.put(key, late(posts, change));
            return;
        }
        switch (change.getChangeCase()) {
            case MERGED_INTO -> merge(key, posts, change);
            case SPLIT -> {
                var split = new Signpost.Split(change.getGraphNumber(), Wire.parts(change.getSplit()));
                rebuilding.await(key, posts.with(split, 0), change);
            }
            case ERASED -> {
                long version = erase(key);
                signposts.put(
                        key,
                        posts.with(new Signpost.Erased(change.getGraphNumber()), version)
                                .settled(version));
                rebuilding.forget(key);
            }
            // The survivor learns everything from the absorb command of each loser.
            case ABSORBS, CHANGE_NOT_SET -> {}
        }
    }

    /** A profile whose past is not read yet is nobody who could be absorbed: it goes to the survivor with its past. */
    private void merge(RecordKey key, Signposts posts, IdentityChange change) {
        var survivor = change.getMergedInto().getSurvivor();
        var merged = new Signpost.MergedInto(change.getGraphNumber(), survivor);
        long version = 0;
        var known = work.find(key);
        if (known.isPresent() && posts.awaited() == 0) {
            var state = known.get();
            absorption.send(survivor, state, change.getGraphNumber());
            work.end(state, new Cause.Merged(survivor));
            version = state.stateVersion();
        }
        signposts.put(key, posts.with(merged, version));
    }

    private static Signposts late(Signposts posts, IdentityChange change) {
        return switch (change.getChangeCase()) {
            case MERGED_INTO ->
                posts.with(
                        new Signpost.MergedInto(
                                change.getGraphNumber(), change.getMergedInto().getSurvivor()),
                        0);
            case SPLIT -> posts.with(new Signpost.Split(change.getGraphNumber(), Wire.parts(change.getSplit())), 0);
            case ERASED, ABSORBS, CHANGE_NOT_SET -> posts;
        };
    }

    /** An id that was merged away has no state, but may have left records behind. */
    private long erase(RecordKey key) {
        var known = work.find(key);
        known.ifPresent(it -> work.end(it, new Cause.Erased()));
        work.forgetMemberships(
                key, known.map(it -> it.memberships().navigableKeySet()).orElseGet(Collections::emptyNavigableSet));
        return known.map(ProfileState::stateVersion).orElse(0L);
    }
}
