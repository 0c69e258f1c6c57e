package io.tributary.identity.trait;

import java.util.List;

/** The linkable traits of a tenant's people. */
public interface Traits {

    /**
     * Keeps the latest value of each holder and trait, of equally late ones the larger. Blocks; idempotent, in any order.
     * A holder that is not in the graph any more keeps nothing.
     */
    void keep(String tenant, List<KeptTrait> traits);
}
