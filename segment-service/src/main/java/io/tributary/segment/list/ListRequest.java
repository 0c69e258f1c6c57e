package io.tributary.segment.list;

/** An upload that was read and is to be taken over, and what was read of it. */
public record ListRequest(String upload, String segmentKey, ListMode mode, FileRead read) {}
