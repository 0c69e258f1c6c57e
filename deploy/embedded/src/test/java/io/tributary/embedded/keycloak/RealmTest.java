package io.tributary.embedded.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealmTest {

    @TempDir
    private Path folder;

    @Test
    void takesTheNameOfTheRealmAndNotItsRoles() throws IOException {
        Path file = Files.writeString(
                folder.resolve("realm.json"), "{\"roles\": {\"realm\": [{\"name\": \"admin\"}]}, \"realm\" : \"cdp\"}");

        assertThat(Realm.in(file).name()).isEqualTo("cdp");
    }

    @Test
    void refusesAFileWithoutARealm() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{}");

        assertThatThrownBy(() -> Realm.in(file)).hasMessageContaining("no \"realm\" name");
    }
}
