package io.tributary.embedded.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FetchPomTest {

    private static final Artifact ZIP = new Artifact("org.example", "server", "1.2", "zip");

    @Test
    void unpacksPartsOfOneArchive() {
        String pom = FetchPom.unpacking(ZIP, Path.of("/a & b"), Parts.of(List.of("x/**", "y"), List.of("z")));

        assertThat(pom)
                .contains("<artifactItem><groupId>org.example</groupId><artifactId>server</artifactId>"
                        + "<version>1.2</version><type>zip</type></artifactItem>")
                .contains("<includes>x/**,y</includes>")
                .contains("<excludes>z</excludes>")
                .contains("<outputDirectory>/a &amp; b</outputDirectory>");
    }

    @Test
    void namesNoRepository() {
        String pom = FetchPom.dependingOn(List.of(ZIP));

        assertThat(pom).contains("<artifactId>server</artifactId>").doesNotContain("repositor");
    }
}
