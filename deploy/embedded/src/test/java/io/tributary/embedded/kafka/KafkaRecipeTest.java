package io.tributary.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.embedded.process.Jdk;
import io.tributary.embedded.process.Launch;
import io.tributary.embedded.server.JvmOptions;
import io.tributary.embedded.server.PortPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaRecipeTest {

    @TempDir
    private Path root;

    private KafkaRecipe recipe;

    @BeforeEach
    void layOut() throws IOException {
        Path programs = root.resolve("programs");
        Files.createDirectories(programs.resolve("lib"));
        Files.createFile(programs.resolve("lib/b.jar"));
        Files.createFile(programs.resolve("lib/a.jar"));
        Files.createDirectories(programs.resolve("formatted"));
        Files.writeString(programs.resolve("formatted/meta.properties"), "cluster.id=x");
        JvmOptions options = new JvmOptions(300, false, List.of("-XX:AOTCache=/c"));
        recipe = new KafkaRecipe(
                new Jdk(Path.of("/jdk"), "25"), programs, root.resolve("data"), PortPlan.from(9_000), options);
    }

    @Test
    void namesTheJarsInOneOrderAndTheDataFolder() throws IOException {
        Launch launch = recipe.launch();

        Path lib = root.resolve("programs/lib");
        assertThat(launch.command())
                .startsWith("/jdk/bin/java")
                .contains("-Xmx300m", "-XX:AOTCache=/c", "kafka.Kafka")
                .contains(lib.resolve("a.jar") + ":" + lib.resolve("b.jar"))
                .doesNotContain("-XX:TieredStopAtLevel=1")
                .anyMatch(word -> word.contains(root.resolve("data").toString()));
    }

    @Test
    void listensOnLoopbackAndMakesNoTopics() throws IOException {
        recipe.launch();

        assertThat(root.resolve("data/kafka/server.properties"))
                .content()
                .contains("listeners=PLAINTEXT://127.0.0.1:9000,CONTROLLER://127.0.0.1:9001")
                .contains("auto.create.topics.enable=false");
    }

    @Test
    void formatsANewDataFolderByCopyAndLeavesAnOldOneAlone() throws IOException {
        recipe.launch();
        Path meta = root.resolve("data/kafka/log/meta.properties");
        assertThat(meta).hasContent("cluster.id=x");
        Files.writeString(meta, "cluster.id=kept");

        recipe.launch();

        assertThat(meta).hasContent("cluster.id=kept");
    }
}
