package io.tributary.embedded.process;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A JDK 25 on this machine; {@code build} differs between any two builds, because an ahead-of-time cache is good for
 * exactly one of them.
 */
public record Jdk(Path home, String build) {

    private static final int FEATURE = 25;
    private static final List<String> USUAL_PLACES = List.of(
            "/usr/lib/jvm",
            "/usr/java",
            "/opt/java",
            "/opt",
            "~/.sdkman/candidates/java",
            "~/.jdks",
            "~/.asdf/installs/java");

    /** The program to start. */
    public String java() {
        return home.resolve("bin/java").toString();
    }

    /** JAVA_HOME when it is 25, else the JDK that runs this, else one from the usual places. */
    public static Jdk find(Map<String, String> environment) throws IOException {
        List<Path> candidates = new ArrayList<>();
        Optional.ofNullable(environment.get("JAVA_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .ifPresent(candidates::add);
        candidates.add(Path.of(System.getProperty("java.home")));
        candidates.addAll(installed());
        for (Path candidate : candidates) {
            Optional<Jdk> jdk = at(candidate);
            if (jdk.isPresent()) {
                return jdk.get();
            }
        }
        throw new IOException("no JDK " + FEATURE + " found: set JAVA_HOME to one (looked in JAVA_HOME, the running"
                + " Java and " + String.join(", ", USUAL_PLACES) + ")");
    }

    /** The JDK in this folder, if it is one of the wanted feature version. */
    static Optional<Jdk> at(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        }
        String version = unquoted(properties, "JAVA_VERSION");
        boolean wanted = version.equals(String.valueOf(FEATURE)) || version.startsWith(FEATURE + ".");
        String build = version
                + '/'
                + unquoted(properties, "JAVA_RUNTIME_VERSION")
                + '/'
                + unquoted(properties, "IMPLEMENTOR")
                + '/'
                + unquoted(properties, "SOURCE");
        return wanted ? Optional.of(new Jdk(home.toRealPath(), build)) : Optional.empty();
    }

    private static String unquoted(Properties properties, String key) {
        return properties.getProperty(key, "").replace("\"", "");
    }

    private static List<Path> installed() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String place : USUAL_PLACES) {
            Path folder = Path.of(place.replaceFirst("^~", System.getProperty("user.home")));
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> homes = Files.newDirectoryStream(folder)) {
                    homes.forEach(found::add);
                }
            }
        }
        found.sort(null);
        return found;
    }
}
