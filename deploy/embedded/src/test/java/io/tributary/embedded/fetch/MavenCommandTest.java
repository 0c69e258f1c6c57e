package io.tributary.embedded.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenCommandTest {

    @TempDir
    private Path root;

    @Test
    void findsTheWrapperAboveOneOfTheFolders() throws IOException {
        Path wrapper = program("mvnw");
        Path module = Files.createDirectories(root.resolve("deploy/embedded"));

        assertThat(MavenCommand.find(List.of(Path.of("/nowhere"), module), Map.of("PATH", "/nowhere")))
                .contains(wrapper);
    }

    @Test
    void fallsBackToThePath() throws IOException {
        Path maven = program("mvn");

        assertThat(MavenCommand.find(List.of(Path.of("/")), Map.of("PATH", "/nowhere:" + root)))
                .contains(maven);
        assertThat(MavenCommand.find(List.of(Path.of("/")), Map.of())).isEmpty();
    }

    private Path program(String name) throws IOException {
        Path program = Files.createFile(root.resolve(name));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}
