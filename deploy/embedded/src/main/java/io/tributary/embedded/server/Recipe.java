package io.tributary.embedded.server;

import io.tributary.embedded.process.Launch;
import java.io.IOException;

/** How one server is run and when it is ready; holds no state of the running process. */
public interface Recipe {

    /** Lower case, the name of its log and pid file. */
    String name();

    /** Where a person or a client reaches it, for the progress line. */
    String address();

    /** Writes what the server reads at start and says how to launch it; called before each start. */
    Launch launch() throws IOException;

    /** Whether a start that ended with these last lines may succeed a moment later. */
    default boolean mayWorkLater(String endOfLog) {
        return false;
    }

    /** Whether it answers as its clients will ask; called again and again until true. */
    boolean isReady() throws IOException;
}
