package io.tributary.ingestion.adapter.http;

import io.tributary.ingestion.intake.Utf8;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses texts that no store keeps before anybody asks one, so that the caller learns which text it was. */
final class Storable {

    private Storable() {}

    static String text(String pointer, String text) {
        if (!Utf8.isStorable(text)) {
            throw ProblemException.invalid(
                    pointer, "storable", "Leave NUL (U+0000) and lone surrogates out: no store keeps them.");
        }
        return text;
    }

    static @Nullable String ifAny(String pointer, @Nullable String text) {
        return text == null ? null : text(pointer, text);
    }

    static List<String> all(String pointer, @Nullable List<String> texts) {
        if (texts == null) {
            return List.of();
        }
        for (int index = 0; index < texts.size(); index++) {
            text(pointer + "/" + index, texts.get(index));
        }
        return texts;
    }
}
