package io.tributary.identity.identifier;

import io.tributary.identity.identifier.Normalised.Reason;
import java.text.Normalizer;

/**
 * Decides the one spelling under which a value is known. Unicode NFC and trimming always; e-mail in lower case; phone as
 * E.164. Dots and plus tags of mail addresses are kept, because for most providers they are different mailboxes.
 */
public final class Normaliser {

    /** Longer values are mistakes (a token, a whole document), and an index row must stay small. */
    static final int MAX_LENGTH = 512;

    private final BlockedValues blocked;
    private final String region;

    /**
     * @param region ISO 3166 alpha-2 region for phone numbers without a country, or empty when there is none
     */
    public Normaliser(BlockedValues blocked, String region) {
        this.blocked = blocked;
        this.region = region;
    }

    public Normalised normalise(Candidate candidate) {
        var namespace = candidate.namespace();
        if (!Namespace.isName(namespace)) {
            return new Normalised.Refused("other", Reason.BAD_NAMESPACE);
        }
        var value = trimmed(candidate.raw());
        if (value.isEmpty()) {
            return new Normalised.Refused(namespace, Reason.BLANK);
        }
        if (value.length() > MAX_LENGTH) {
            return new Normalised.Refused(namespace, Reason.TOO_LONG);
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            return new Normalised.Refused(namespace, Reason.CONTROL_CHARACTER);
        }
        // Before the form is checked, so that a placeholder is called one, and not a malformed address.
        if (blocked.blocks(namespace, value)) {
            return new Normalised.Refused(namespace, Reason.BLOCKED);
        }
        return inForm(namespace, value);
    }

    private Normalised inForm(String namespace, String value) {
        return switch (namespace) {
            case Namespace.EMAIL -> MailAddress.normalise(value);
            case Namespace.PHONE -> PhoneNumber.normalise(value, region);
            default -> new Normalised.Valid(new Identifier(namespace, value));
        };
    }

    private static String trimmed(String raw) {
        var value = raw.strip();
        return Normalizer.isNormalized(value, Normalizer.Form.NFC)
                ? value
                : Normalizer.normalize(value, Normalizer.Form.NFC);
    }
}
