package io.tributary.identity.rules;

import io.tributary.identity.identifier.Namespace;
import java.time.Duration;
import java.util.Set;

/**
 * When a device counts as shared, and what a visit on it is.
 *
 * @param owners at this many people who logged in on it a device is nobody's own
 * @param session a longer pause between two events of a shared device parts two visits
 * @param logins further namespaces that say who is using a device, besides those of which a person has one value
 */
public record SharedDevices(int owners, Duration session, Set<String> logins) {

    /** A device keeps this many owners at most, so no rule can ask for more. */
    public static final int MOST_OWNERS = 20;

    public SharedDevices {
        logins = Set.copyOf(logins);
    }

    /**
     * Two owners are still a couple that logs in for each other; with the third the device is a public one. Who buys as a
     * guest has no user id, so an address counts too.
     */
    public static SharedDevices defaults() {
        return new SharedDevices(3, Duration.ofMinutes(30), Set.of(Namespace.EMAIL));
    }

    /** The same with another number of owners. */
    public SharedDevices withOwners(int most) {
        return new SharedDevices(most, session, logins);
    }
}
