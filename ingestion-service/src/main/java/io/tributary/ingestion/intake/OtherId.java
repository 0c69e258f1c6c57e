package io.tributary.ingestion.intake;

/** A further identifier of the person, as a merge call names it; what was no text is empty. */
record OtherId(String type, String value) {

    boolean isWhole() {
        return !type.isBlank() && !value.isBlank();
    }
}
