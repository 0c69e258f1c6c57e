package io.tributary.embedded.fetch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the Maven to use: the wrapper in the working folder or above it, else {@code mvn} on the PATH. */
final class MavenCommand {

    private MavenCommand() {}

    static Optional<Path> find(Path workingFolder, Map<String, String> environment) {
        for (Path folder = workingFolder.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path wrapper = folder.resolve("mvnw");
            if (Files.isExecutable(wrapper)) {
                return Optional.of(wrapper);
            }
        }
        return onPath(environment.getOrDefault("PATH", ""));
    }

    private static Optional<Path> onPath(String path) {
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path maven = Path.of(folder, "mvn");
            if (!folder.isBlank() && Files.isExecutable(maven)) {
                return Optional.of(maven);
            }
        }
        return Optional.empty();
    }
}
