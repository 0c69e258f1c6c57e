package io.tributary.activation.adapter.http;

import io.tributary.activation.suppression.Suppression;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A suppression as it is shown: by digest and masked, never by value. */
record SuppressionView(
        String id,
        String namespace,
        String digest,
        String masked,
        String scope,
        String scopeId,
        String kind,
        String effect,
        Instant from,
        @Nullable Instant until,
        String reason) {

    static SuppressionView of(Suppression it) {
        return new SuppressionView(
                it.id(),
                it.subject().namespace(),
                it.subject().digest(),
                it.masked(),
                it.scope().wireName(),
                it.scopeId(),
                it.kind().wireName(),
                it.effect().name(),
                it.from(),
                it.until(),
                it.reason());
    }

    static String csvHeader() {
        return "id,namespace,digest,masked,scope,scopeId,kind,effect,from,until,reason\n";
    }

    String csvLine() {
        return String.join(
                        ",",
                        id,
                        namespace,
                        digest,
                        masked,
                        scope,
                        cell(scopeId),
                        kind,
                        effect,
                        from.toString(),
                        until == null ? "" : until.toString(),
                        cell(reason))
                + "\n";
    }

    /** Quoted where needed; a cell that a spreadsheet would take for a formula is made text. */
    private static String cell(String text) {
        var safe = text.isEmpty() || "=+-@".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return safe.matches("[^\",\r\n]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
