package io.tributary.segment.membership;

import io.tributary.segment.rule.Figure;

/** The version of a computed trait that decides its number. */
public record TraitDefinition(String key, int version, Figure figure) {}
