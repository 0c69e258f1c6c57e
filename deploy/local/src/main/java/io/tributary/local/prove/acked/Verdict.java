package io.tributary.local.prove.acked;

import java.util.List;
import java.util.Map;

/**
 * What a proof found.
 *
 * @param struck the faults in order
 * @param answers what the clients were answered, by status
 * @param people whom the acknowledged calls are about
 * @param settled whether the suite came to rest
 * @param checked what the checker said about ledger and store, line by line
 * @param equal whether it found them equal
 * @param countsAgree whether preview and segment find as many people as the ledger, by question
 * @param noticed whether the checker noticed each falsification
 */
public record Verdict(
        List<Struck> struck,
        Map<String, Long> answers,
        long acknowledged,
        long people,
        boolean settled,
        List<String> checked,
        boolean equal,
        Map<String, Boolean> countsAgree,
        Map<String, Boolean> noticed) {

    /** Everything that was promised holds, and the judge can be trusted. */
    public boolean holds() {
        return settled
                && equal
                && countsAgree.values().stream().allMatch(it -> it)
                && noticed.values().stream().allMatch(it -> it);
    }
}
