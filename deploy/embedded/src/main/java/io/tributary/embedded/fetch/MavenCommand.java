package io.tributary.embedded.fetch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the Maven to use: the wrapper in one of some folders or above it, else {@code mvn} on the PATH. */
final class MavenCommand {

    private MavenCommand() {}

    static Optional<Path> find(List<Path> startFolders, Map<String, String> environment) {
        return startFolders.stream()
                .map(folder -> wrapperAbove(folder.toAbsolutePath()))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> onPath(environment.getOrDefault("PATH", "")));
    }

    private static Optional<Path> wrapperAbove(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path wrapper = folder.resolve("mvnw");
            if (Files.isExecutable(wrapper)) {
                return Optional.of(wrapper);
            }
        }
        return Optional.empty();
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
