package io.tributary.local.demo;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * One tracking call as a client would put it into a batch.
 *
 * @param source the key of the source that sends it
 * @param at its own time, by which a demo is ordered
 * @param message the JSON of the call, its message id included
 */
public record Call(String source, Instant at, ObjectNode message) {}
