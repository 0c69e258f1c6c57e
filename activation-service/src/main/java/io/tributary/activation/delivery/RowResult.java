package io.tributary.activation.delivery;

/** What became of one row of a run. */
public sealed interface RowResult {

    record Done() implements RowResult {}

    record Rejected(String reason) implements RowResult {}

    /** Not done yet, or nobody knows. */
    record Pending(String reason) implements RowResult {}

    /** The gate changed its mind between plan and attempt. */
    record Held(String reason) implements RowResult {}
}
