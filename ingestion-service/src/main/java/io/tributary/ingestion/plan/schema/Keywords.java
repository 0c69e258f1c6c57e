package io.tributary.ingestion.plan.schema;

import java.util.Set;

/** The keywords of the drafts that are taken, by what they are applied to. */
final class Keywords {

    /** Would let a schema refer to another, or to itself from afar. */
    static final Set<String> REFUSED =
            Set.of("$id", "id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor");

    /** Those that are checked. */
    static final Set<String> FORMATS = Set.of(
            "date-time",
            "date",
            "time",
            "duration",
            "email",
            "hostname",
            "ipv4",
            "ipv6",
            "uri",
            "uri-reference",
            "uuid");

    /** Applied to the same value as the schema that holds them. */
    static final Set<String> BESIDE = Set.of("not", "if", "then", "else");

    static final Set<String> BESIDE_LISTS = Set.of("allOf", "anyOf", "oneOf");

    /** Applied to what the value holds. */
    static final Set<String> INSIDE = Set.of(
            "additionalItems",
            "contains",
            "additionalProperties",
            "unevaluatedItems",
            "unevaluatedProperties",
            "propertyNames");

    /** Look at one value without going into it, or say nothing about it. */
    static final Set<String> PLAIN = Set.of(
            "$comment",
            "const",
            "contentEncoding",
            "contentMediaType",
            "default",
            "dependentRequired",
            "deprecated",
            "description",
            "examples",
            "exclusiveMaximum",
            "exclusiveMinimum",
            "maxContains",
            "maximum",
            "maxItems",
            "maxLength",
            "maxProperties",
            "minContains",
            "minimum",
            "minItems",
            "minLength",
            "minProperties",
            "multipleOf",
            "readOnly",
            "required",
            "title",
            "type",
            "uniqueItems",
            "writeOnly");

    private Keywords() {}
}
