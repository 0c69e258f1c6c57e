package io.tributary.activation.delivery;

import io.tributary.activation.connector.Op;
import java.time.Instant;

/**
 * One request that was made, as people look it up. Times are real time.
 *
 * @param requestHash SHA-256 of method, address and body, so that a repetition is seen as one
 * @param verdict the gate's word for the person at this attempt
 * @param outcome what the answer meant
 */
public record Delivery(
        String id,
        String runId,
        String audienceId,
        String profileId,
        Op op,
        String kind,
        String requestHash,
        int rows,
        String verdict,
        int status,
        String outcome,
        Instant at) {}
