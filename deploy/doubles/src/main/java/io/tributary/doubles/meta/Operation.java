package io.tributary.doubles.meta;

/** What an upload does to the audience. */
enum Operation {
    ADD,
    REMOVE,
    /** Rows are set aside until the last batch, which then replaces the whole audience at once. */
    REPLACE
}
