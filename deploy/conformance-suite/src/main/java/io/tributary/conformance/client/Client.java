package io.tributary.conformance.client;

import io.tributary.conformance.script.Script;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One published client library. */
public interface Client {

    /** The library's name in scripts and reports. */
    String name();

    /** The package as its registry knows it, with the version. */
    String published();

    /** The calls that the library has. */
    List<String> calls();

    /** Why it cannot run here, in words; null when it can. */
    @Nullable
    String missing();

    /**
     * Sends the script's calls and returns when the library has nothing left to send: what it says went wrong, nothing when
     * all went well.
     */
    List<String> send(URI host, String writeKey, Script script);
}
