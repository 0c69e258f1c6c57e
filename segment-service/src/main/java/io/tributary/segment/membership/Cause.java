package io.tributary.segment.membership;

/** Why a standing was stated. */
public sealed interface Cause {

    /** An event was applied. */
    record Event(String messageId) implements Cause {}

    /** Time passed a bound. */
    record Clock() implements Cause {}

    /** A definition was published, changed or retired. */
    record Definition() implements Cause {}

    /** Two profiles became one; names the other one. */
    record Merged(String other) implements Cause {}

    /** Identifiers, consents or reachability changed. */
    record Contact() implements Cause {}

    /** A re-evaluation was asked for. */
    record Audit() implements Cause {}

    /** One of the person's scores changed. */
    record Scored() implements Cause {}

    /** An uploaded list was changed, or somebody became known by what is on it. */
    record Listed() implements Cause {}

    /** The person was erased. */
    record Erased() implements Cause {}

    /** The person is kept but not judged. */
    record Restricted() implements Cause {}

    /** The profile was taken apart. */
    record Split() implements Cause {}
}
