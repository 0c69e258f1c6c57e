package io.tributary.identity.linkage;

import io.tributary.identity.linkage.block.RuleReport;
import io.tributary.identity.linkage.model.FieldWeights;
import io.tributary.identity.linkage.model.SessionReport;
import java.util.List;

/**
 * What a linkage looked at, left out and learned. It holds no value of any record.
 *
 * @param prior how likely two random records are one person's
 */
public record LinkageReport(
        Scope scope,
        double prior,
        List<RuleReport> blocking,
        List<SessionReport> training,
        List<FieldWeights> fields,
        Left left) {

    public LinkageReport {
        blocking = List.copyOf(blocking);
        training = List.copyOf(training);
        fields = List.copyOf(fields);
    }

    /**
     * How much there was and how much of it was compared.
     *
     * @param pairs that could have been compared
     * @param candidates distinct pairs that were
     */
    public record Scope(int records, long pairs, long candidates) {

        /** The share of pairs that blocking spared. */
        public double reductionRatio() {
            return pairs == 0 ? 0 : 1 - (double) candidates / pairs;
        }
    }

    /**
     * What had no place.
     *
     * @param pairs likely pairs beyond the number that is kept
     * @param values beyond the number of values that one cell holds
     */
    public record Left(long pairs, int values) {}
}
