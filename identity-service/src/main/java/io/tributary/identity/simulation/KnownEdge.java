package io.tributary.identity.simulation;

import io.tributary.identity.graph.EvidenceEdge;

/**
 * Evidence that was once given.
 *
 * @param live it was not taken back since
 */
public record KnownEdge(EvidenceEdge edge, boolean live) {}
