package io.tributary.segment.rule;

/** Which side of now a moving date trait is asked about. */
public enum Direction {
    IN_LAST,
    IN_NEXT
}
