package io.tributary.segment.feature;

/** Something besides events that a rule reads and that an incoming record can change: the index from changes to segments. */
public record Feature(Kind kind, String name) {

    /** What kinds of things there are. */
    public enum Kind {
        TRAIT,
        CONTACT,
        REACH,
        SCORE
    }

    /** Identifiers and consents arrive together, as one contact. */
    public static final Feature CONTACT = new Feature(Kind.CONTACT, "");

    /** The gate's verdicts arrive together. */
    public static final Feature REACH = new Feature(Kind.REACH, "");

    public static Feature trait(String name) {
        return new Feature(Kind.TRAIT, name);
    }

    public static Feature score(String name) {
        return new Feature(Kind.SCORE, name);
    }
}
