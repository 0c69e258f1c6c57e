package io.tributary.segment.preview;

import io.tributary.segment.feature.ProfileState;
import reactor.core.publisher.Mono;

/** Decides one person by the very leaf functions of the topology, where no query can. */
public interface Judging {

    boolean holds(ProfileState state, People.Question question);

    /** Whether the person's own events have to be read, because what the profile remembers is too coarse. */
    boolean mustRead(ProfileState state, People.Question question);

    /** Decides by what is remembered, or by the person's own events. Fails with {@code StoreUnavailable}. */
    Mono<Boolean> judge(ProfileState state, People.Question question);
}
