package io.tributary.segment.history;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.FactsReader;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.SourceCall;
import io.tributary.segment.feature.SourceRank;
import io.tributary.segment.membership.DetailNeeded.Seconds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** What events of the index say to a profile, to the second, as they said it when they were applied. */
public final class PastFacts {

    private final FactsReader reader;

    public PastFacts(FactsReader reader) {
        this.reader = reader;
    }

    /** The events of the person, under all their ids, in those seconds. */
    public static EventHistory.Question question(ProfileState state, Seconds seconds) {
        var ids = new ArrayList<>(state.absorbed());
        ids.add(state.profileId());
        return new EventHistory.Question(
                ids, Instant.ofEpochSecond(seconds.from()), Instant.ofEpochSecond(seconds.until() + 1), null);
    }

    /** The activity with those seconds as the events tell them. */
    public Activity inDetail(Activity activity, Seconds seconds, Collection<HistoryEvent> events) {
        var facts = events.stream().flatMap(it -> read(it).stream()).toList();
        return activity.inDetail(seconds.from(), seconds.until(), facts);
    }

    /** What the event left behind in a profile; nothing when its JSON cannot be read. */
    public Optional<EventFacts> read(HistoryEvent event) {
        return reader.read(new SourceCall(
                kind(event.type()),
                event.event(),
                event.name(),
                event.times().timestamp(),
                event.messageId(),
                new SourceRank(event.origin().trust(), event.origin().priority()),
                event.bodies().properties().getBytes(StandardCharsets.UTF_8),
                event.bodies().traits().getBytes(StandardCharsets.UTF_8)));
    }

    /** As the topology reads it: a call of no known kind is a track call. */
    private static SourceCall.Kind kind(String type) {
        return Arrays.stream(SourceCall.Kind.values())
                .filter(it -> it.name().equalsIgnoreCase(type))
                .findFirst()
                .orElse(SourceCall.Kind.TRACK);
    }
}
