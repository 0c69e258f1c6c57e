package io.tributary.identity.linkage;

import io.tributary.identity.linkage.table.RecordTable;
import java.util.List;

/** What came of linking a table: likely pairs, each with its reasons, and the groups that they form. */
public final class Linkage {

    private final RecordTable table;
    private final Scorer scorer;
    private final List<ScoredPair> pairs;
    private final LinkageReport report;

    Linkage(RecordTable table, Scorer scorer, List<ScoredPair> pairs, LinkageReport report) {
        this.table = table;
        this.scorer = scorer;
        this.pairs = pairs;
        this.report = report;
    }

    /** The pairs that reached the settings' probability, the strongest first. */
    public List<ScoredPair> pairs() {
        return pairs;
    }

    public LinkageReport report() {
        return report;
    }

    /** Any two records' reasons, kept pair or not. */
    public Waterfall explain(int left, int right) {
        return scorer.explain(left, right);
    }

    /** Groups the records, the strongest pairs first, as far as the guard and the other members allow. */
    public Clusters cluster(JoinGuard guard) {
        return new Clustering(table, scorer, guard).of(pairs);
    }
}
