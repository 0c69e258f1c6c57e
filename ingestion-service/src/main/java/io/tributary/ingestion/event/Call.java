package io.tributary.ingestion.event;

import org.jspecify.annotations.Nullable;

/** What a call says about its person. JSON parts are null when the client sent none. */
public sealed interface Call {

    /** States traits of the person. */
    record Identify(@Nullable JsonBytes traits) implements Call {}

    /** Something the person did; the event name is not empty. */
    record Track(String event, @Nullable JsonBytes properties) implements Call {}

    /** A page that the person saw; the name may be empty. */
    record Page(String name, @Nullable JsonBytes properties) implements Call {}

    /** A screen that the person saw; the name may be empty. */
    record Screen(String name, @Nullable JsonBytes properties) implements Call {}

    /** Puts the person into a group; groups never join people. */
    record Group(String groupId, @Nullable JsonBytes traits) implements Call {}

    /** Says that two ids are one person; both may be the same, which says nothing new. */
    record Alias(String previousId) implements Call {}

    default CallType type() {
        return switch (this) {
            case Identify _ -> CallType.IDENTIFY;
            case Track _ -> CallType.TRACK;
            case Page _ -> CallType.PAGE;
            case Screen _ -> CallType.SCREEN;
            case Group _ -> CallType.GROUP;
            case Alias _ -> CallType.ALIAS;
        };
    }
}
