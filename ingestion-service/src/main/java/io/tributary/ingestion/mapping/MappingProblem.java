package io.tributary.ingestion.mapping;

/** What is wrong with a mapping: a JSON pointer into it, the broken rule, and what to change. */
public record MappingProblem(String pointer, String rule, String message) {}
