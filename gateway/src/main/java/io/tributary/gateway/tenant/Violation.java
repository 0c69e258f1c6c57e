package io.tributary.gateway.tenant;

/** One broken rule: a JSON pointer to the field, the rule's name, and what to change. */
public record Violation(String pointer, String rule, String message) {}
