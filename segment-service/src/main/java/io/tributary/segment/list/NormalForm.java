package io.tributary.segment.list;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The spelling under which identity knows an identifier, or nothing when it would refuse it: NFC, trimmed, addresses in lower
 * case, telephone numbers as E.164. A number without its country is one of the tenant's region, and refused when there is
 * none.
 */
final class NormalForm {

    static final String EMAIL = "email";
    static final String PHONE = "phone";

    private static final Pattern NAMESPACE = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final String NO_REGION = "ZZ";
    private static final int LONGEST = 512;
    private static final int LONGEST_ADDRESS = 254;

    private final String region;

    NormalForm(String region) {
        this.region = region;
    }

    static boolean isNamespace(String name) {
        return NAMESPACE.matcher(name).matches();
    }

    Optional<String> of(String namespace, String raw) {
        var value = Normalizer.normalize(raw.strip(), Normalizer.Form.NFC);
        if (value.isEmpty() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return switch (namespace) {
            case EMAIL -> address(value.toLowerCase(Locale.ROOT));
            case PHONE -> phone(value, region);
            default -> Optional.of(value);
        };
    }

    /** The namespace that an identifier shows by itself: addresses, and telephone numbers with their country, do. */
    static Optional<String> telling(String raw) {
        var value = raw.strip();
        if (address(value.toLowerCase(Locale.ROOT)).isPresent()) {
            return Optional.of(EMAIL);
        }
        return phone(value, "").map(number -> PHONE);
    }

    private static Optional<String> address(String value) {
        return value.length() <= LONGEST_ADDRESS && ADDRESS.matcher(value).matches()
                ? Optional.of(value)
                : Optional.empty();
    }

    private static Optional<String> phone(String value, String region) {
        if (region.isEmpty() && !value.startsWith("+")) {
            return Optional.empty();
        }
        try {
            var number = PHONES.parse(value, region.isEmpty() ? NO_REGION : region);
            return PHONES.isValidNumber(number)
                    ? Optional.of(PHONES.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }
}
