package io.tributary.ingestion.plan.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where in properties or traits something is wrong; no steps means the object itself. */
public record FaultPlace(List<Step> steps) {

    public static final FaultPlace WHOLE = new FaultPlace(List.of());

    /** Names longer or stranger than this may hold a person's data, such as an address used as a key. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} _$:-]{1,80}");

    private static final String MASKED = "(other)";

    /** One level. */
    public sealed interface Step {

        record Name(String name) implements Step {}

        record Index(int index) implements Step {}
    }

    public FaultPlace {
        steps = List.copyOf(steps);
    }

    public static FaultPlace member(String name) {
        return new FaultPlace(List.of(new Step.Name(name)));
    }

    public FaultPlace then(Step step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new FaultPlace(longer);
    }

    /** The member of the object that the place is in or at; the whole when there is none. */
    public FaultPlace outermost() {
        return steps.isEmpty() ? WHOLE : new FaultPlace(List.of(steps.getFirst()));
    }

    public boolean isWhole() {
        return steps.isEmpty();
    }

    /** The path as people read it, {@code products[].price}: bounded, and without names that could be somebody's data. */
    public String path() {
        var path = new StringBuilder();
        for (var step : steps) {
            switch (step) {
                case Step.Name(var name) ->
                    path.append(path.isEmpty() ? "" : ".").append(plain(name));
                case Step.Index _ -> path.append("[]");
            }
        }
        return path.toString();
    }

    /** The place as a JSON pointer, down to the first name that could be somebody's data. */
    public String pointer() {
        var pointer = new StringBuilder();
        for (var step : steps) {
            switch (step) {
                case Step.Name(var name) -> {
                    if (!PLAIN.matcher(name).matches()) {
                        return pointer.toString();
                    }
                    pointer.append(PlanProblem.token(name));
                }
                case Step.Index(var index) -> pointer.append('/').append(index);
            }
        }
        return pointer.toString();
    }

    private static String plain(String name) {
        return PLAIN.matcher(name).matches() ? name : MASKED;
    }
}
