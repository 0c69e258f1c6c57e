package io.tributary.ingestion.privacy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names members of a call: {@code context.ip}, {@code properties.products.email}. Arrays are passed through, so that a
 * path means the member in each of their elements; {@code *} is any name of one level, or any element of an array; a
 * backslash takes the next character as it is.
 */
record MemberPath(List<Step> steps) {

    /** One level. */
    sealed interface Step {

        record Named(String name) implements Step {}

        record Any() implements Step {}
    }

    static MemberPath of(String text) {
        var steps = new ArrayList<Step>();
        var name = new StringBuilder();
        boolean isPlain = true;
        boolean isEscaped = false;
        for (int index = 0; index < text.length(); index++) {
            char here = text.charAt(index);
            if (isEscaped) {
                name.append(here);
                isEscaped = false;
            } else if (here == '\\') {
                isEscaped = true;
                isPlain = false;
            } else if (here == '.') {
                steps.add(step(name.toString(), isPlain));
                name.setLength(0);
                isPlain = true;
            } else {
                name.append(here);
            }
        }
        steps.add(step(name.toString(), isPlain));
        return new MemberPath(List.copyOf(steps));
    }

    private static Step step(String name, boolean isPlain) {
        return isPlain && name.equals("*") ? new Step.Any() : new Step.Named(name);
    }

    /** The path below another member. */
    MemberPath under(String parent) {
        var longer = new ArrayList<Step>();
        longer.add(new Step.Named(parent));
        longer.addAll(steps);
        return new MemberPath(List.copyOf(longer));
    }

    /**
     * The path of the same thing where a merge call states it: its {@code mergeProperties} become the external ids of the
     * context, and their {@code value} the id. Null for a path that leads elsewhere.
     */
    @Nullable
    MemberPath inMerge() {
        if (steps.size() < 2 || !startsWith("context") || !meets(1, "externalIds")) {
            return null;
        }
        var there = new ArrayList<Step>();
        there.add(new Step.Named("mergeProperties"));
        for (var step : steps.subList(2, steps.size())) {
            there.add(step.equals(new Step.Named("id")) ? new Step.Named("value") : step);
        }
        return new MemberPath(List.copyOf(there));
    }

    boolean startsWith(String name) {
        return steps.getFirst().equals(new Step.Named(name));
    }

    /** Whether the path means that member of that part, and nothing deeper. */
    boolean isMember(String part, String name) {
        return steps.size() == 2 && startsWith(part) && meets(1, name);
    }

    private boolean meets(int level, String name) {
        return steps.get(level) instanceof Step.Any || steps.get(level).equals(new Step.Named(name));
    }
}
