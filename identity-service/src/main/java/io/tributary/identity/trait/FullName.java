package io.tributary.identity.trait;

import java.util.List;

/** A person's name in one piece, taken apart: the last word is the family's, unless a comma says that it comes first. */
public final class FullName {

    private FullName() {}

    /** A name of one word says nothing about which of the two it is. */
    public static List<Statement> parts(String name) {
        var text = name.strip();
        int comma = text.indexOf(',');
        int space = text.lastIndexOf(' ');
        if (comma > 0) {
            return parts(text.substring(comma + 1), text.substring(0, comma));
        }
        return space > 0 ? parts(text.substring(0, space), text.substring(space + 1)) : List.of();
    }

    private static List<Statement> parts(String given, String family) {
        return List.of(
                new Statement(LinkableTrait.GIVEN_NAME, given.strip()),
                new Statement(LinkableTrait.FAMILY_NAME, family.strip()));
    }
}
