package io.tributary.doubles.webhook;

import java.time.Instant;

/**
 * One call and its verdict; texts are empty and numbers 0 where the call did not get as far. The body is in the record
 * of requests.
 */
public record WebhookCall(
        long seq,
        Instant at,
        String endpoint,
        String webhookId,
        Verdict verdict,
        String type,
        String audienceId,
        int adds,
        int removes,
        int sizeInBytes) {

    // The size that the contract asks senders to stay under.
    private static final int ADVISED_BYTES = 20_000;

    public boolean isOversized() {
        return sizeInBytes > ADVISED_BYTES;
    }
}
