package io.tributary.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another instance of the service in a process of its own, so that it can be killed. */
final class SecondInstance implements AutoCloseable {

    private final Path output;
    private final Process process;

    private SecondInstance(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    /** @param diesAfter it kills itself when it has sent so many resolved events */
    static SecondInstance start(Bed bed, Path folder, long diesAfter) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-D" + DyingInstance.DIES_AFTER + "=" + diesAfter,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DyingInstance.class.getName()));
        command.addAll(bed.arguments());
        command.add("--logging.level.org.springframework.kafka=info");
        var output = folder.resolve("second.log");
        return new SecondInstance(
                output,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start());
    }

    boolean sharesThePartitions() {
        return log().contains("partitions assigned: [cdp.events.v1");
    }

    Process process() {
        return process;
    }

    String log() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "";
        }
    }

    /** As {@code kill -9} ends it. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
