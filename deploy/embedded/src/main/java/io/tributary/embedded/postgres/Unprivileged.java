package io.tributary.embedded.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. In a user namespace of its own root looks like an ordinary user, while files stay
 * owned by root and signals keep working; an ordinary user needs nothing.
 */
final class Unprivileged {

    private static final Path UNSHARE = Path.of("/usr/bin/unshare");

    private Unprivileged() {}

    /** unshare replaces itself by the command, so the pid stays that of the server. */
    static List<String> prefix() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return root && Files.isExecutable(UNSHARE) ? List.of(UNSHARE.toString(), "-U") : List.of();
    }
}
