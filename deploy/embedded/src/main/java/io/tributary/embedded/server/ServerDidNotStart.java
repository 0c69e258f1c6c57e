package io.tributary.embedded.server;

import java.io.IOException;

/** A server ended or stayed silent instead of becoming ready; the message holds the last lines of its log. */
public final class ServerDidNotStart extends IOException {

    private static final long serialVersionUID = 1L;

    ServerDidNotStart(String message) {
        super(message);
    }
}
