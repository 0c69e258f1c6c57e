package io.tributary.ingestion.adapter.http;

import java.io.Serializable;

/** One broken rule: a JSON pointer to the field, the rule's name, and what to change. */
public record Violation(String pointer, String rule, String message) implements Serializable {}
