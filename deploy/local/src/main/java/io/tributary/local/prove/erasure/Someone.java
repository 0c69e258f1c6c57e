package io.tributary.local.prove.erasure;

import java.util.Map;

/** Somebody of whom nothing is erased, known by a word. */
record Someone(String word) {

    String userId() {
        return word + "-id";
    }

    String device() {
        return word + "-phone";
    }

    String email() {
        return word + "@erasure.example";
    }

    String name() {
        return "Someone " + word;
    }

    Map<String, String> identifier() {
        return Map.of("namespace", "email", "value", email());
    }
}
