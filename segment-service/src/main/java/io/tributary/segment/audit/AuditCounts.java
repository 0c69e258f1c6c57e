package io.tributary.segment.audit;

import io.tributary.segment.audit.Difference.Kind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What audits came to since the start. Differences must be zero: each is a bug, or a copy that somebody else changed. */
public final class AuditCounts {

    private final Map<Kind, LongAdder> differences = new EnumMap<>(Kind.class);
    private final LongAdder checked = new LongAdder();
    private final LongAdder repaired = new LongAdder();
    private final LongAdder finished = new LongAdder();

    public AuditCounts() {
        for (var kind : Kind.values()) {
            differences.put(kind, new LongAdder());
        }
    }

    void countDifferences(Collection<Difference> found) {
        found.forEach(it -> of(it.kind()).increment());
    }

    void countChecked(long profiles) {
        checked.add(profiles);
    }

    void countRepaired(long profiles) {
        repaired.add(profiles);
    }

    void countFinished() {
        finished.increment();
    }

    public long differences(Kind kind) {
        return of(kind).sum();
    }

    public long checked() {
        return checked.sum();
    }

    public long repaired() {
        return repaired.sum();
    }

    public long finished() {
        return finished.sum();
    }

    private LongAdder of(Kind kind) {
        return differences.computeIfAbsent(kind, it -> new LongAdder());
    }
}
