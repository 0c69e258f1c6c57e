package io.tributary.ingestion.suppression;

import java.text.Normalizer;
import java.util.Locale;

/** The spelling in which an identifier is digested, so that services agree on who is meant. */
public final class NormalForm {

    private NormalForm() {}

    public static String ofId(String id) {
        return Normalizer.normalize(id, Normalizer.Form.NFC).strip();
    }

    public static String ofEmail(String email) {
        return ofId(email).toLowerCase(Locale.ROOT);
    }

    /** E.164 of a number that names its country; one that does not is left as it is, since its region is not known here. */
    public static String ofPhone(String phone) {
        var number = ofId(phone);
        return number.startsWith("+") ? '+' + number.replaceAll("[^0-9]", "") : number;
    }

    /** {@code android.idfa} and {@code gaClientId} as namespaces: the types of external ids as identity spells them. */
    public static String ofNamespace(String type) {
        return type.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]", "_");
    }
}
