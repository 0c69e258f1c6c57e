package io.tributary.doubles.webhook;

import java.util.Locale;

/** What became of a call. Only the first three are answered with 2xx. */
public enum Verdict {
    /** Believed and applied. */
    ACCEPTED,
    /** Believed, and taken before under the same webhook id: answered like the first time, not applied again. */
    REPEATED,
    /** Believed, of a type that this receiver does not know. */
    IGNORED,
    /** A header of the signature is missing. */
    UNSIGNED,
    /** The signature belongs to another body, id, time or secret. */
    BAD_SIGNATURE,
    /** The signature is right, the timestamp is more than five minutes off. */
    STALE,
    /** Believed, and the body is not what the contract says. */
    MALFORMED;

    public boolean signatureIsRight() {
        return switch (this) {
            case ACCEPTED, REPEATED, IGNORED, MALFORMED -> true;
            case UNSIGNED, BAD_SIGNATURE, STALE -> false;
        };
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int status() {
        return switch (this) {
            case ACCEPTED, REPEATED, IGNORED -> 204;
            case UNSIGNED, BAD_SIGNATURE, STALE -> 401;
            case MALFORMED -> 400;
        };
    }
}
