package io.tributary.segment.personalization;

/** What a read key opens to a page. */
public sealed interface ReadKeyVerdict {

    record Granted(String tenant) implements ReadKeyVerdict {}

    /** No source has this key, or it was rotated out. */
    record Unknown() implements ReadKeyVerdict {}

    /** The key is right and its source is switched off. */
    record SourceDisabled() implements ReadKeyVerdict {}

    /** The page's origin is none of the source's; a request without one is no page's. */
    record OtherOrigin() implements ReadKeyVerdict {}
}
