package io.tributary.conformance.client;

import java.util.List;

/** Which calls libraries have. */
final class Calls {

    static final List<String> ALL = List.of("identify", "track", "page", "screen", "group", "alias");
    static final List<String> OF_A_PAGE = List.of("identify", "track", "page", "group", "alias");
    static final List<String> OF_JITSU = List.of("identify", "track", "page", "group");

    private Calls() {}
}
