package io.tributary.identity.privacy;

import java.util.Objects;

/** A sealed piece of what one system collected. */
public final class Piece {

    private final String system;
    private final int attempt;
    private final int number;
    private final byte[] sealed;

    public Piece(String system, int attempt, int number, byte[] sealed) {
        this.system = system;
        this.attempt = attempt;
        this.number = number;
        this.sealed = Objects.requireNonNull(sealed);
    }

    public String system() {
        return system;
    }

    public int attempt() {
        return attempt;
    }

    public int number() {
        return number;
    }

    /** The bytes themselves, not a copy: a piece lives for one call. */
    public byte[] sealed() {
        return sealed;
    }
}
