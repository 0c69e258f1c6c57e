package io.tributary.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The shell commands of the README's tour, as they are written there. */
final class Tour {

    private static final Pattern COMMAND = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    private final Path project;

    Tour(Path project) {
        this.project = project;
    }

    List<String> commands() throws IOException {
        var readme = Files.readString(project.resolve("README.md"));
        var tour = readme.substring(readme.indexOf("## A tour"), readme.indexOf("## Point an existing client"));
        return COMMAND.matcher(tour).results().map(it -> it.group(1).strip()).toList();
    }

    /** What the command prints in a shell whose gateway, write key and token are those of this run. */
    String run(String command, String gateway, String writeKey, String token) throws IOException, InterruptedException {
        var here = command.replace("http://localhost:8080", gateway).replace("deploy/token", "echo \"$TOKEN\"");
        var shell = new ProcessBuilder("bash", "-euc", here)
                .directory(project.toFile())
                .redirectErrorStream(true);
        shell.environment().put("KEY", writeKey);
        shell.environment().put("TOKEN", token);
        var process = shell.start();
        var printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError("exit " + process.exitValue() + " of: " + command + "\n" + printed);
        }
        return printed;
    }
}
