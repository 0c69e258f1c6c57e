package io.tributary.embedded.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * PostgreSQL refuses to run as root, and as a user without a name. In a user namespace of its own either looks like
 * {@code nobody}, while files keep their owner and signals keep working; an ordinary user needs nothing.
 */
final class Unprivileged {

    private static final Path UNSHARE = Path.of("/usr/bin/unshare");

    /** Java calls a user without an entry in the password file by a question mark. */
    private static final Set<String> REFUSED = Set.of("root", "?");

    private Unprivileged() {}

    /** unshare replaces itself by the command, so the pid stays that of the server. */
    static List<String> prefix() {
        boolean refused = REFUSED.contains(System.getProperty("user.name"));
        return refused && Files.isExecutable(UNSHARE) ? List.of(UNSHARE.toString(), "-U") : List.of();
    }
}
