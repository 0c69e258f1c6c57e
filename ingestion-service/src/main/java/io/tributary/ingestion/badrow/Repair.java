package io.tributary.ingestion.badrow;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** One change to a refused call before it goes through the door again. A change that finds nothing to change does nothing. */
public sealed interface Repair {

    /** Writes a value, in place of what is there. */
    record Set(JsonPointer pointer, JsonNode value) implements Repair {}

    /** Moves a member to another name beside it. */
    record Rename(JsonPointer pointer, String to) implements Repair {}

    /** Takes a member away. */
    record Drop(JsonPointer pointer) implements Repair {}

    /** Writes a value as another type; one that cannot be read as that type stays. */
    record Cast(JsonPointer pointer, CastType type) implements Repair {}

    /** The types that a value can be written as. */
    enum CastType {
        STRING,
        NUMBER,
        BOOLEAN,
        /** ISO 8601 in UTC. */
        TIME
    }
}
