package io.tributary.identity.suggestion;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The store of suggestions. What another tenant has is not there. All calls block. */
public interface Suggestions {

    /**
     * Makes these the open ones, in one transaction: a pair that was open keeps its id, others of before go. Decided ones
     * stay.
     *
     * @param at suite milliseconds
     */
    void replaceOpen(String tenant, String jobId, List<Suggestion> found, long at);

    Optional<StoredSuggestion> find(String tenant, UUID id);

    /**
     * The strongest first; open ones only while they lead to two living profiles.
     *
     * @param after the last one of the page before; empty for the first page
     */
    List<StoredSuggestion> list(String tenant, SuggestionState state, Optional<Place> after, int limit);

    /** A place in the list. */
    record Place(double bits, UUID id) {}

    /** Writes a decision down; within a change of the graph it is part of its transaction. */
    void decide(String tenant, UUID id, SuggestionState state, StoredSuggestion.Decision decision);
}
