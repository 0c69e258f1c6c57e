package io.tributary.identity.consent;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the history of consents.
 *
 * @param id rises with every entry of the installation
 * @param profile whose answer it was at that time
 * @param state null when the answer no longer held for this profile, because it went back to another
 * @param saidAt suite milliseconds at which the person said so
 * @param number of the graph change with which it began to hold
 * @param writtenAt suite milliseconds at which it began to hold
 */
public record ConsentRecord(
        long id,
        UUID profile,
        String purpose,
        @Nullable ConsentState state,
        long saidAt,
        String source,
        long number,
        ConsentCause cause,
        long writtenAt) {}
