package io.tributary.identity.preference;

import io.tributary.identity.consent.Consents;
import java.util.Optional;
import java.util.UUID;

/**
 * What the person's page reads of the graph: their answers and nothing else, because whoever has a link can ask for it as
 * often as they like. Calls block and read a few rows, however large tenant and graph are.
 */
public interface Preferences {

    /** Of the profile that this id leads to now; empty when there is none. */
    Optional<Current> current(String tenant, UUID profile);

    /**
     * What holds now.
     *
     * @param splitNumber the graph number of the last split that this id was part of; zero when there was none
     */
    record Current(Consents consents, long splitNumber) {}
}
