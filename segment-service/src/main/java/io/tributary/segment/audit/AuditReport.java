package io.tributary.segment.audit;

import io.tributary.segment.audit.Difference.Kind;
import io.tributary.segment.job.Job;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people are told of an audit.
 *
 * @param profiles that were looked at
 * @param due of these, who could not be compared with an evaluation because the topology had more to do with them
 * @param differences by {@link Kind}, every kind
 * @param repaired profiles that a re-evaluation was asked for
 * @param leftOut who differed beyond what one audit looks at closely; the next one does
 * @param sample the first differences
 */
public record AuditReport(
        long profiles, long due, Map<String, Long> differences, long repaired, long leftOut, List<Shown> sample) {

    /** A difference in the words of the wire. */
    public record Shown(String kind, String profileId, String segment, String expected, String found) {

        static Shown of(Difference it) {
            return new Shown(it.kind().wireName(), it.profileId(), it.segment(), it.expected(), it.found());
        }
    }

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SAMPLE = 50;

    static final AuditReport NOTHING = new AuditReport(0, 0, none(), 0, 0, List.of());

    static AuditReport of(Job job) {
        return JSON.readValue(job.papers().report(), AuditReport.class);
    }

    String print() {
        return JSON.writeValueAsString(this);
    }

    private static Map<String, Long> none() {
        var none = new TreeMap<String, Long>();
        for (var kind : Kind.values()) {
            none.put(kind.wireName(), 0L);
        }
        return none;
    }

    AuditReport looked(long atProfiles, long ofThemDue) {
        return new AuditReport(profiles + atProfiles, due + ofThemDue, differences, repaired, leftOut, sample);
    }

    AuditReport leaving(long profilesOut) {
        return new AuditReport(profiles, due, differences, repaired, leftOut + profilesOut, sample);
    }

    AuditReport found(Collection<Difference> more, long repairedNow) {
        var counted = new TreeMap<>(differences);
        more.forEach(it -> counted.merge(it.kind().wireName(), 1L, Long::sum));
        var shown = new ArrayList<>(sample);
        more.stream().limit(Math.max(0, SAMPLE - shown.size())).map(Shown::of).forEach(shown::add);
        return new AuditReport(profiles, due, counted, repaired + repairedNow, leftOut, List.copyOf(shown));
    }

    static long profilesIn(Collection<Difference> differences) {
        var ids = new TreeSet<String>();
        differences.forEach(it -> ids.add(it.profileId()));
        return ids.size();
    }
}
