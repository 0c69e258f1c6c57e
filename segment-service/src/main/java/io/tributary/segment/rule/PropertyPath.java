package io.tributary.segment.rule;

/**
 * The name of a trait or an event property; dots lead into objects, and through arrays to all their elements, as in
 * {@code products.category}.
 */
public record PropertyPath(String text) implements Comparable<PropertyPath> {

    public PropertyPath {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a path is not empty");
        }
    }

    @Override
    public int compareTo(PropertyPath other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
