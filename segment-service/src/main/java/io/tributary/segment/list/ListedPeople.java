package io.tributary.segment.list;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Who has which identifiers, of tenants with lists, and who therefore is on which list. What gives a {@code Mono} is for
 * routes; the rest blocks. Fails with {@code StoreUnavailable}.
 */
public interface ListedPeople {

    /**
     * A contact, as identity last stated it.
     *
     * @param digests null when the profile is no more
     */
    record Known(
            String tenant,
            String profileId,
            long version,
            @Nullable Collection<byte[]> digests) {}

    /** Somebody is on a list, or not any more. */
    record Mark(String tenant, String profileId, String segmentKey, boolean isOn) {}

    /** The tenant has lists from now on: its people are wanted. */
    Mono<Void> enable(String tenant);

    /** Rises when a tenant is enabled. */
    long newestTenant();

    /** Takes contacts over; one that is older than what is known changes nothing. Others' than of enabled tenants are passed over. */
    void take(List<Known> contacts);

    /**
     * Hands over marks that the topology has not heard of, and notes that it has when {@code send} returns; each is handed over
     * once more some minutes later, for a profile that came back meanwhile. How many.
     */
    int tell(int limit, Consumer<List<Mark>> send);

    /** How many marks the topology has not heard of. */
    long untold();
}
