package io.tributary.ingestion.plan.schema;

/**
 * One thing that a schema does not allow.
 *
 * @param keyword the schema's keyword, such as {@code required}; {@link #TOO_COSTLY} when it was not judged
 * @param found the JSON type of what is there, {@code absent} when nothing is
 * @param ofChoice it was found inside a choice ({@code anyOf}, {@code oneOf}, {@code not}), where another branch might fit
 */
public record SchemaFault(FaultPlace place, String keyword, String found, boolean ofChoice) {

    /** The value is too large for the schema, or holds a number beyond all measure. */
    public static final String TOO_COSTLY = "too-costly";
}
