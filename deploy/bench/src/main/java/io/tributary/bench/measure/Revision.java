package io.tributary.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The revision of a checkout, with {@code +} behind it when files differ from it; {@code unknown} without git. */
public record Revision(String text) {

    private static final String UNKNOWN = "unknown";

    public static Revision of(Path checkout) {
        var head = git(checkout, "rev-parse", "--short=12", "HEAD");
        if (head.isEmpty()) {
            return new Revision(UNKNOWN);
        }
        return new Revision(head + (git(checkout, "status", "--porcelain").isEmpty() ? "" : "+"));
    }

    private static String git(Path checkout, String... arguments) {
        var command = new java.util.ArrayList<>(List.of("git", "-C", checkout.toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? out : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
