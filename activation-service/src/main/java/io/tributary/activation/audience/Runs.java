package io.tributary.activation.audience;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of all audiences. */
public interface Runs {

    void begin(Run run);

    void finish(Run run);

    Optional<Run> find(String tenant, String id);

    /** The newest first. */
    List<Run> list(String tenant, String audienceId, @Nullable String before, int limit);

    /** The oldest run of an audience that was asked for and did not begin yet. */
    Optional<Run> queued(String audienceId);

    /** Ends the runs of an audience that nobody works on any more. */
    void interruptRunning(String audienceId, Instant at);

    /** How many rows left the destination since an instant because people left the segment. */
    long leftSince(String audienceId, Instant since);

    /** Forgets what is older; answers how many. */
    int forgetBefore(Instant instant);
}
