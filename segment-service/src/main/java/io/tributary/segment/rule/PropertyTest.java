package io.tributary.segment.rule;

/** Compares one property of an event; true when any value that the path leads to passes. */
public record PropertyTest(PropertyPath property, Test test) {}
