package io.tributary.segment.backtest;

/**
 * How a segment changes from one instant to another; who comes and goes again in between is not noticed.
 *
 * @param size how many are members at the later one
 * @param judged how many were decided one by one
 */
public record Moved(long size, long entering, long leaving, long judged) {

    /** With one more person. */
    public Moved plus(boolean was, boolean is) {
        return new Moved(
                size + (is ? 1 : 0), entering + (is && !was ? 1 : 0), leaving + (was && !is ? 1 : 0), judged + 1);
    }
}
