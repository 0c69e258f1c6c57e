package io.tributary.ingestion.badrow;

import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.source.Source;

/** What becomes of a bad row that goes through the door again. */
sealed interface Retrial {

    record Accepted(Source source, IntakeVerdict.Accepted verdict) implements Retrial {}

    /** Its person was blocked meanwhile: nothing is sent, and the row is done with. */
    record Suppressed() implements Retrial {}

    /** Its repair does not help. */
    record Refused(String kind, String detail) implements Retrial {}
}
