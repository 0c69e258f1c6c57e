package io.tributary.ingestion.source;

/** The answer to a wish for a new key. */
public sealed interface NewKeyAnswer {

    record Made(NewKey key) implements NewKeyAnswer {}

    record NotMade(KeyAddition.NotAdded reason) implements NewKeyAnswer {}
}
