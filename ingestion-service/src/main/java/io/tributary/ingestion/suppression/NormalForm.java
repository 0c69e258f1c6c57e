package io.tributary.ingestion.suppression;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.text.Normalizer;
import java.util.Locale;

/** The spelling in which an identifier is digested, so that services agree on who is meant. */
public final class NormalForm {

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private NormalForm() {}

    public static String ofId(String id) {
        return Normalizer.normalize(id, Normalizer.Form.NFC).strip();
    }

    public static String ofEmail(String email) {
        return ofId(email).toLowerCase(Locale.ROOT);
    }

    /**
     * E.164, as identity writes it; what is no valid number is left as it is and names nobody.
     *
     * @param region of numbers without a country code, ISO 3166 alpha-2; empty leaves them as they are
     */
    public static String ofPhone(String phone, String region) {
        var number = ofId(phone);
        if (number.isEmpty() || (region.isEmpty() && !number.startsWith("+"))) {
            return number;
        }
        try {
            var parsed = PHONES.parse(number, region.isEmpty() ? "ZZ" : region);
            return PHONES.isValidNumber(parsed) ? PHONES.format(parsed, PhoneNumberFormat.E164) : number;
        } catch (NumberParseException _) {
            return number;
        }
    }

    /** {@code android.idfa} and {@code gaClientId} as namespaces: the types of external ids as identity spells them. */
    public static String ofNamespace(String type) {
        return type.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]", "_");
    }
}
