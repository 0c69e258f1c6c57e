package io.tributary.ingestion.intake;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a context says about consent, read only for the few calls of which it decides anything. */
final class Consents {

    private static final String CONSENT = "consent";
    private static final String ANSWERS = "categoryPreferences";
    // A yes to everything names no purpose, so nobody takes it for one.
    private static final String EVERYTHING = "*";
    private static final int MAX_PURPOSE = 64;
    private static final JsonMapper JSON = JsonMapper.shared();

    private Consents() {}

    /** Whether at least one purpose is granted; the call's own word wins over what its batch says. */
    static boolean grantAny(@Nullable SentObject own, @Nullable SentObject shared) {
        var context = SentObject.merge(own, shared);
        return context != null
                && JSON.readTree(context.copy()).path(CONSENT).path(ANSWERS).properties().stream()
                        .anyMatch(it -> isPurpose(it.getKey()) && isYes(it.getValue()));
    }

    private static boolean isPurpose(String name) {
        return !name.isBlank()
                && name.length() <= MAX_PURPOSE
                && !name.equals(EVERYTHING)
                && name.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isYes(JsonNode answer) {
        return answer.isBoolean() && answer.booleanValue();
    }
}
