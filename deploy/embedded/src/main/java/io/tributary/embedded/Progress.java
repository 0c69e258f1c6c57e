package io.tributary.embedded;

/** Takes lines for a person to read while servers are prepared and started; called from several threads. */
@FunctionalInterface
public interface Progress {

    /** A silent one. */
    Progress NONE = (stage, message) -> {};

    /** Says what happens; {@code stage} is a server's label or {@code fetch}. */
    void say(String stage, String message);
}
