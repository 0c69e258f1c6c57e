package io.tributary.segment.feature;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A sum in minor units (scale 2, each value rounded half-even before it is added) and how many values it holds. */
public record Sum(long minorUnits, long values) {

    /** Nothing added yet. */
    public static final Sum ZERO = new Sum(0, 0);

    private static final double EXACT = 1e13;

    /** The sum of one value; a value beyond the range of money is left at the range's end. */
    public static Sum of(double value) {
        return new Sum(minorUnits(value), 1);
    }

    public Sum plus(Sum other) {
        return new Sum(minorUnits + other.minorUnits, values + other.values);
    }

    public Sum minus(Sum other) {
        return new Sum(minorUnits - other.minorUnits, values - other.values);
    }

    public Sum times(int times) {
        return new Sum(minorUnits * times, values * times);
    }

    /** In major units. */
    public double amount() {
        return minorUnits / 100.0;
    }

    static long minorUnits(double value) {
        if (!(Math.abs(value) < EXACT)) {
            return (long) Math.copySign(EXACT * 100, value);
        }
        double scaled = value * 100;
        double nearest = Math.rint(scaled);
        // Only near a tie does binary multiplication decide differently from decimal rounding.
        return Math.abs(scaled - nearest) < 0.49
                ? (long) nearest
                : BigDecimal.valueOf(value)
                        .movePointRight(2)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValue();
    }
}
