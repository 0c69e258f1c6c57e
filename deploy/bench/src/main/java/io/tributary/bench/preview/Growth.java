package io.tributary.bench.preview;

import java.util.ArrayList;
import java.util.List;

/**
 * How a figure grows from the smallest size to the largest.
 *
 * @param exponent of the power of the number of profiles: 0 is flat, 1 is in proportion
 */
public record Growth(String what, double from, double to, double exponent) {

    /** Of every figure that both have; none for fewer than two sizes. */
    public static List<Growth> of(List<SizeResult> sizes) {
        var growths = new ArrayList<Growth>();
        if (sizes.size() > 1) {
            var small = sizes.getFirst();
            var large = sizes.getLast();
            double ratio = (double) large.profiles() / small.profiles();
            var figures = large.figures();
            small.figures().forEach((what, from) -> {
                var to = figures.get(what);
                if (to != null) {
                    growths.add(new Growth(what, from, to, Math.log(to / from) / Math.log(ratio)));
                }
            });
        }
        return growths;
    }
}
