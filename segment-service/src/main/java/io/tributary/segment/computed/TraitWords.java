package io.tributary.segment.computed;

/** What people say about a computed trait; no engine reads it. */
public record TraitWords(String name, String owner, String purpose) {}
