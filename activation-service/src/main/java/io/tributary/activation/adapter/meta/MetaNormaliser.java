package io.tributary.activation.adapter.meta;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Meta's normal forms before hashing. What is empty or impossible afterwards is dropped, never hashed: the digest of
 * nothing matches nobody and is answered with success. Letters outside a-z are kept, as Meta's current pages say.
 */
final class MetaNormaliser {

    /** The rules' version; a change of any rule raises it, and ledger rows are then replaced. */
    static final int VERSION = 1;

    private static final Pattern HASHED = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@.]+(\\.[^\\s@.]+)+");
    private static final int MIN_PHONE = 7;
    private static final int MAX_PHONE = 15;

    private MetaNormaliser() {}

    /** The fields that Meta names. */
    enum Field {
        EMAIL,
        PHONE,
        FN,
        LN,
        FI,
        CT,
        ST,
        ZIP,
        COUNTRY,
        DOBY,
        DOBM,
        DOBD,
        DOB
    }

    /** @param region where a phone number without a country code comes from; empty refuses to guess */
    static Optional<String> normalise(Field field, String raw, String region) {
        var text = Normalizer.normalize(trim(raw), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (HASHED.matcher(text).matches()) {
            return Optional.of(text);
        }
        return switch (field) {
            case EMAIL -> email(text);
            case PHONE -> phone(text, region);
            case FN, LN, CT -> nonEmpty(text.replaceAll("[\\p{Punct}\\s’]", ""));
            case FI -> nonEmpty(text.substring(0, text.offsetByCodePoints(0, 1)));
            case ST -> UsStates.code(text).or(() -> nonEmpty(text.replaceAll("[\\p{Punct}\\s]", "")));
            case ZIP -> zip(text);
            case COUNTRY -> country(text);
            case DOBY -> text.matches("\\d{4}") ? Optional.of(text) : Optional.empty();
            case DOBM -> padded(text, 12);
            case DOBD -> padded(text, 31);
            case DOB -> date(text);
        };
    }

    /** SHA-256 in lower-case hex of the normal form; a value that is a digest already passes as it is. */
    static String hash(String normalised) {
        if (HASHED.matcher(normalised).matches()) {
            return normalised;
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(normalised.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String trim(String raw) {
        return raw.replaceAll("^[\\s\\p{Cntrl}]+|[\\s\\p{Cntrl}.]+$", "");
    }

    private static Optional<String> nonEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<String> email(String text) {
        return EMAIL.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> phone(String text, String region) {
        if (!region.isEmpty() && !text.startsWith("+") && !text.startsWith("0")) {
            var parsed = parse(text, region);
            if (parsed.isPresent()) {
                return parsed;
            }
        }
        var digits = text.replaceAll("\\D", "").replaceFirst("^0+", "");
        return digits.length() < MIN_PHONE || digits.length() > MAX_PHONE ? Optional.empty() : Optional.of(digits);
    }

    private static Optional<String> parse(String text, String region) {
        var library = PhoneNumberUtil.getInstance();
        try {
            var number = library.parse(text, region);
            return library.isPossibleNumber(number)
                    ? Optional.of(library.format(number, PhoneNumberUtil.PhoneNumberFormat.E164)
                            .substring(1))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> zip(String text) {
        var joined = text.replaceAll("\\s", "");
        var american = joined.matches("\\d{5}-?\\d{0,4}") ? joined.substring(0, 5) : joined.replace("-", "");
        return nonEmpty(american);
    }

    private static Optional<String> country(String text) {
        if (text.matches("[a-z]{2}")) {
            return Optional.of(text);
        }
        return Arrays.stream(Locale.getISOCountries())
                .filter(it -> Locale.of("", it)
                        .getDisplayCountry(Locale.ENGLISH)
                        .toLowerCase(Locale.ROOT)
                        .equals(text))
                .map(it -> it.toLowerCase(Locale.ROOT))
                .findFirst();
    }

    private static Optional<String> padded(String text, int max) {
        if (!text.matches("\\d{1,2}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text);
        return number < 1 || number > max ? Optional.empty() : Optional.of(String.format(Locale.ROOT, "%02d", number));
    }

    /** American order, as Meta's own example writes it: month, day, year. */
    private static Optional<String> date(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 3 || !parts[2].matches("\\d{4}")) {
            return Optional.empty();
        }
        return padded(parts[0], 12).flatMap(month -> padded(parts[1], 31).map(day -> parts[2] + month + day));
    }
}
