package io.tributary.segment.registry;

/** Where a segment stands: only a draft yet, decided for everybody, or over for good. */
public enum SegmentStatus {
    DRAFT,
    PUBLISHED,
    RETIRED
}
