package io.tributary.identity.suggestion;

import io.tributary.identity.linkage.LinkageSettings;

/**
 * What a search for suggestions may take.
 *
 * @param maxProfiles more comparable profiles than this are refused; each takes about 1 KB of memory while the job runs
 * @param maxSuggestions the strongest are kept
 * @param linkage bounds of blocks, pairs and random pairs; its probability is the default of a job
 */
public record SuggestionBounds(int maxProfiles, int maxSuggestions, LinkageSettings linkage) {}
