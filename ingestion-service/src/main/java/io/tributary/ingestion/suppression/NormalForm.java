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
}
