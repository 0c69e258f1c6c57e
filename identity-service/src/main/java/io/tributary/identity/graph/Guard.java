package io.tributary.identity.graph;

/** What refuses a join: each case names the rule that the joined profile would break. */
public sealed interface Guard {

    /** More values of a namespace than one person may have within its period. */
    record OverLimit(String namespace) implements Guard {}

    /** Two values of a namespace of which a person has one. */
    record NotUnique(String namespace) implements Guard {}

    /** More identifiers than a profile may hold. */
    record TooManyIdentifiers() implements Guard {}

    /** More merges than a profile may take. */
    record TooManyMerges() implements Guard {}

    /** A split by hand set these apart. */
    record KeptApart(long separation) implements Guard {}

    /** Several people log in on the device, so it says nothing about who is using it. */
    record SharedDevice() implements Guard {}

    /** The guard's name in metrics and answers. */
    default String label() {
        return switch (this) {
            case OverLimit over -> "limit-" + over.namespace();
            case NotUnique unique -> "unique-" + unique.namespace();
            case TooManyIdentifiers _ -> "too-many-identifiers";
            case TooManyMerges _ -> "too-many-merges";
            case KeptApart _ -> "kept-apart";
            case SharedDevice _ -> "shared-device";
        };
    }
}
