package io.tributary.embedded;

import java.io.IOException;

/** A program of its own for the tests of its death: starts PostgreSQL, prints its pid and waits. */
public final class HoldsPostgres {

    private HoldsPostgres() {}

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws IOException {
        Backends backends = Backends.start(BackendsSpec.of(ServerKind.POSTGRES).mode(BackendMode.EMBEDDED));
        System.out.println("pid " + backends.pids().get(ServerKind.POSTGRES));
        int nothing = System.in.read();
        System.exit(nothing + 1);
    }
}
