package io.tributary.embedded.fetch;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the one-off project files that tell Maven what to fetch. */
final class FetchPom {

    private FetchPom() {}

    /** A project whose only purpose is to unpack one archive, or the named parts of it, into a folder. */
    static String unpacking(Artifact archive, Path target, Parts parts) {
        String configuration =
                """
                <build><plugins><plugin>
                  <groupId>org.apache.maven.plugins</groupId>
                  <artifactId>maven-dependency-plugin</artifactId>
                  <configuration>
                    <artifactItems><artifactItem>%s</artifactItem></artifactItems>
                    <includes>%s</includes>
                    <excludes>%s</excludes>
                    <outputDirectory>%s</outputDirectory>
                  </configuration>
                </plugin></plugins></build>
                """.formatted(coordinates(archive), parts.includes(), parts.excludes(), escaped(target.toString()));
        return project(configuration);
    }

    /** A project that has these artifacts, and so what they need, as its dependencies. */
    static String dependingOn(List<Artifact> artifacts) {
        String dependencies = artifacts.stream()
                .map(artifact -> "  <dependency>" + coordinates(artifact) + "</dependency>\n")
                .collect(Collectors.joining("", "<dependencies>\n", "</dependencies>\n"));
        return project(dependencies);
    }

    private static String project(String content) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                <modelVersion>4.0.0</modelVersion>
                <groupId>io.tributary.fetch</groupId>
                <artifactId>fetch</artifactId>
                <version>1</version>
                <packaging>pom</packaging>
                %s</project>
                """.formatted(content);
    }

    private static String coordinates(Artifact artifact) {
        return "<groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version><type>%s</type>"
                .formatted(artifact.group(), artifact.name(), artifact.version(), artifact.type());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
