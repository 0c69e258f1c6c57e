package io.tributary.embedded.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A realm file to import, and the name that the realm has in it. */
public record Realm(Path file, String name) {

    /** In an exported realm only the name of the realm itself is a text under this key. */
    private static final Pattern NAME = Pattern.compile("\"realm\"\\s*:\\s*\"([A-Za-z0-9_.-]+)\"");

    /** Reads the name from the file. */
    public static Realm in(Path file) throws IOException {
        Matcher found = NAME.matcher(Files.readString(file));
        if (!found.find()) {
            throw new IOException("no \"realm\" name in " + file);
        }
        return new Realm(file.toAbsolutePath(), found.group(1));
    }
}
