package io.tributary.ingestion.intake;

import io.tributary.ingestion.source.Source;

/** Which way accepted events travel. */
public enum Lane {
    /** What happens now. */
    LIVE,
    /** Imports, replays and history: emptied only while the live lane is current. */
    BULK;

    static Lane of(Source source) {
        return source.settings().historical() ? BULK : LIVE;
    }
}
