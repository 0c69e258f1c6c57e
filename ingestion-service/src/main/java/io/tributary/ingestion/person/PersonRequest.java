package io.tributary.ingestion.person;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a privacy request.
 *
 * @param id the request's, the same in all of its stages
 * @param lifted what a lift takes back; null for every other kind
 * @param attempt 1 for the first time that the stage is asked for
 * @param at suite time of the request
 * @param askedAt real time when this stage was asked for
 * @param profileIds every id that ever led to the person
 */
public record PersonRequest(
        String tenant,
        String id,
        RequestKind kind,
        @Nullable RequestKind lifted,
        Stage stage,
        int attempt,
        Instant at,
        Instant askedAt,
        List<Known> identifiers,
        List<String> profileIds) {

    public PersonRequest {
        identifiers = List.copyOf(identifiers);
        profileIds = List.copyOf(profileIds);
    }

    /**
     * One identifier of the person.
     *
     * @param digest the keyed one of 32 bytes
     * @param value in its namespace's normal form
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Known(String namespace, byte[] digest, String value) {}
}
