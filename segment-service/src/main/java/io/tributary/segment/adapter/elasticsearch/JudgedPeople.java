package io.tributary.segment.adapter.elasticsearch;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.preview.People.Count;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What judging one by one adds up to. Used by one subscriber, page after page. */
final class JudgedPeople {
    private long looked;
    private long count;
    private long overflowing;
    private final Map<String, Long> verdicts = new HashMap<>();
    private final Map<String, Long> segments = new HashMap<>();
    private final List<String> sample = new ArrayList<>();

    void take(ProfileState state, boolean holds) {
        looked++;
        if (!holds) {
            return;
        }
        count++;
        overflowing += state.overflowing() ? 1 : 0;
        takeVerdicts(state);
        takeSegments(state);
        if (sample.size() < ElasticPeople.SAMPLE) {
            sample.add(state.profileId());
        }
    }

    private void takeVerdicts(ProfileState state) {
        state.reachability()
                .forEach((channel, reach) -> verdicts.merge(
                        reach.reachable()
                                ? ProfileDocument.reachable(channel)
                                : ProfileDocument.lost(channel, reach.reason()),
                        1L,
                        Long::sum));
    }

    private void takeSegments(ProfileState state) {
        state.memberships().forEach((key, standing) -> {
            if (standing.member()) {
                segments.merge(ProfileDocument.segment(key, standing.version()), 1L, Long::sum);
            }
        });
    }

    Count addedTo(Count certain) {
        var people = new TreeSet<>(certain.sample());
        people.addAll(sample);
        return new Count(
                certain.count() + count,
                looked,
                certain.overflowing() + overflowing,
                added(certain.verdicts(), verdicts),
                people.stream().limit(ElasticPeople.SAMPLE).toList(),
                added(certain.segments(), segments));
    }

    private static Map<String, Long> added(Map<String, Long> left, Map<String, Long> right) {
        var both = new HashMap<>(left);
        right.forEach((key, people) -> both.merge(key, people, Long::sum));
        return both;
    }
}
