package io.tributary.identity.linkage;

import java.util.List;
import java.util.Map;

/**
 * The groups that the likely pairs form.
 *
 * @param groups record numbers of each group with more than one record, in rising order
 * @param joins the pairs that joined two groups, in the order in which they did, the strongest first
 * @param refused how many pairs did not, by the rule that refused them
 */
public record Clusters(List<List<Integer>> groups, List<ScoredPair> joins, Map<String, Integer> refused) {

    /** Taken together, the members of both groups contradict each other. */
    public static final String CONTRADICTION = "contradiction";

    /** A source holds each person once. */
    public static final String ONE_PER_SOURCE = "one-per-source";

    /** A group of more records is no person. */
    public static final String TOO_MANY_RECORDS = "too-many-records";

    public Clusters {
        groups = List.copyOf(groups);
        joins = List.copyOf(joins);
        refused = Map.copyOf(refused);
    }
}
