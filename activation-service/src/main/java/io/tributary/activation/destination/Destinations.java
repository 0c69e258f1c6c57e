package io.tributary.activation.destination;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tenants' destinations. A key is given once per tenant. */
public interface Destinations {

    /** Stores a new one; false when the tenant has one with this key. */
    boolean add(Destination destination);

    /** Replaces name, configuration, secrets and state. */
    void replace(Destination destination);

    Optional<Destination> find(String tenant, String id);

    List<Destination> list(String tenant, @Nullable String after, int limit);

    /** Stops or, with an empty reason, resumes it. */
    void stop(String tenant, String id, String reason);
}
