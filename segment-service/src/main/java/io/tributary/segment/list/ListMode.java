package io.tributary.segment.list;

/** What an upload does to a list. */
public enum ListMode {
    ADD,
    /** The file is the whole list. */
    REPLACE,
    REMOVE
}
