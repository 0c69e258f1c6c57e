package io.tributary.embedded.process;

/** Which signal asks a server to stop cleanly without waiting for its clients. */
public enum StopSignal {
    TERM,
    /** PostgreSQL waits for its clients on SIGTERM and disconnects them on SIGINT. */
    INT
}
