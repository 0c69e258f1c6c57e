package io.tributary.identity.job;

import java.util.Locale;

/** Where a job stands; the last two are final. */
public enum JobState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static JobState labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public boolean isFinal() {
        return switch (this) {
            case QUEUED, RUNNING -> false;
            case DONE, FAILED -> true;
        };
    }
}
