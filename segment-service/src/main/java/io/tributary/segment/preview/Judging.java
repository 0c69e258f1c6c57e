package io.tributary.segment.preview;

import io.tributary.segment.feature.ProfileState;

/** Decides one person by the very leaf functions of the topology, where no query can. */
public interface Judging {

    boolean holds(ProfileState state, People.Question question);
}
