package io.tributary.activation.suppression;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Brings the value of a suppression into its namespace's normal form, the one that digests are made of. */
public final class Subjects {

    private static final int MAX_LENGTH = 320;
    private static final Set<String> NAMESPACES = Set.of("email", "phone", "user_id", "anonymous_id", "profile_id");

    private Subjects() {}

    public static boolean knows(String namespace) {
        return NAMESPACES.contains(namespace);
    }

    /** The normal form, or nothing when the value cannot be one of the namespace. */
    public static Optional<String> normalise(String namespace, String value) {
        var text = Normalizer.normalize(value, Normalizer.Form.NFC).strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return switch (namespace) {
            case "email" -> email(text.toLowerCase(Locale.ROOT));
            case "phone" -> phone(text);
            default -> Optional.of(text);
        };
    }

    private static Optional<String> email(String text) {
        return text.matches("[^\\s@]+@[^\\s@]+\\.[^\\s@]+") ? Optional.of(text) : Optional.empty();
    }

    /** E.164 only: a number without its country is not guessed. */
    private static Optional<String> phone(String text) {
        var digits = text.replaceAll("[\\s()./-]", "");
        return digits.matches("\\+[1-9]\\d{6,14}") ? Optional.of(digits) : Optional.empty();
    }
}
