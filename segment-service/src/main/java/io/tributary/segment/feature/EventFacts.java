package io.tributary.segment.feature;

import io.tributary.segment.rule.Value;
import java.util.List;
import java.util.NavigableMap;

/**
 * What an event leaves behind in a profile.
 *
 * @param event the event name; empty for calls that only bring traits
 * @param at resolved time, epoch seconds
 * @param rank the source's, between values of a trait
 */
public record EventFacts(
        String event,
        long at,
        String messageId,
        SourceRank rank,
        NavigableMap<String, List<Value>> properties,
        NavigableMap<String, Sum> sums,
        List<TraitChange> traits) {}
