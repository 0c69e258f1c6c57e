package io.tributary.identity.preference;

import java.util.List;

/** The purposes that a tenant asks for on people's own page, in its order. Calls block. */
public interface AskedPurposes {

    List<String> of(String tenant);

    /** All or none. */
    void replace(String tenant, List<String> purposes);
}
