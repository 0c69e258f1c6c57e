package io.tributary.identity.privacy;

import io.tributary.identity.change.OutgoingRecord;
import io.tributary.identity.graph.Profile;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What others are told because of requests. */
public interface Records {

    /** Asks every system for the stage that the request is in. */
    OutgoingRecord ask(PrivacyRequest request);

    /**
     * These ids lead to nobody any more.
     *
     * @param at suite milliseconds
     */
    List<OutgoingRecord> erased(PrivacyRequest request, long number, long at, Collection<UUID> profiles);

    /** There is no contact of these ids any more. */
    List<OutgoingRecord> noContacts(String tenant, Collection<UUID> profiles);

    /** The contact as it is from this number on. */
    OutgoingRecord contact(String tenant, long number, Profile profile);
}
