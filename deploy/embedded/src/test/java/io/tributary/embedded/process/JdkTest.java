package io.tributary.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {

    @TempDir
    private Path home;

    @Test
    void refusesAJdkOfAnotherVersion() throws IOException {
        assertThat(Jdk.at(jdk("17.0.15"))).isEmpty();
        assertThat(Jdk.at(home.resolve("nothing"))).isEmpty();
    }

    @Test
    void tellsTwoBuildsOfTheSameVersionApart() throws IOException {
        Jdk jdk = Jdk.at(jdk("25.0.3")).orElseThrow();

        assertThat(jdk.build()).contains("25.0.3+9").contains("Temurin");
        assertThat(jdk.java()).endsWith("/bin/java");
    }

    @Test
    void prefersJavaHome() throws IOException {
        Path chosen = jdk("25");

        assertThat(Jdk.find(Map.of("JAVA_HOME", chosen.toString())).home()).isEqualTo(chosen.toRealPath());
        assertThat(Jdk.find(Map.of("JAVA_HOME", "/nowhere")).home()).isNotEqualTo(chosen);
    }

    private Path jdk(String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Path java = home.resolve("bin/java");
        if (!Files.exists(java)) {
            assertThat(Files.createFile(java).toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(
                home.resolve("release"),
                "JAVA_VERSION=\"%s\"%nJAVA_RUNTIME_VERSION=\"%s+9\"%nIMPLEMENTOR=\"Temurin\"%n"
                        .formatted(version, version));
        return home;
    }
}
