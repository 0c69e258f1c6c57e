package io.tributary.gateway.adapter.http;

import org.jspecify.annotations.Nullable;

/** Fields that a caller left out: an empty text lets the policy name what is missing. */
final class Texts {

    private Texts() {}

    static String orEmpty(@Nullable String text) {
        return orDefault(text, "");
    }

    static String orDefault(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
