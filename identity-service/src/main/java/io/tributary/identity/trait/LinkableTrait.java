package io.tributary.identity.trait;

import java.util.Locale;

/** What of a person's traits is kept to recognise them. */
public enum LinkableTrait {
    GIVEN_NAME,
    FAMILY_NAME,
    BIRTHDAY,
    STREET,
    POSTCODE,
    CITY;

    /** Its name in the store and in answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static LinkableTrait labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
