package io.tributary.activation.touch;

import java.util.List;

/**
 * What a change of these people touches.
 *
 * @param segments keys of the segments that one of them is in
 * @param audiences those whose ledger has a row of one of them, or whose segment one of them is in
 * @param suppressions how many hold for one of their addresses
 * @param consents how many answers they gave
 */
public record Touched(List<String> segments, List<TouchedAudience> audiences, long suppressions, long consents) {

    /** An audience and how many rows of these people its destination may hold. */
    public record TouchedAudience(String id, String key, long rows) {}
}
