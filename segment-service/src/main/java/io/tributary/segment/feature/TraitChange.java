package io.tributary.segment.feature;

import io.tributary.segment.rule.Value;
import org.jspecify.annotations.Nullable;

/** What an event says about one trait; null says that there is none any more. */
public record TraitChange(String name, @Nullable Value value) {}
