package io.tributary.identity.linkage.model;

import java.util.List;

/** A field's levels, the strongest first. */
public record FieldWeights(String field, List<LevelWeight> levels) {}
