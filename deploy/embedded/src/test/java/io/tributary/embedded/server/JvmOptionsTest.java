package io.tributary.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {

    @Test
    void passesHeapCompilerAndCache() {
        JvmOptions options = new JvmOptions(256, true, List.of()).with(List.of("-XX:AOTCache=/c"));

        assertThat(options.flags()).contains("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:AOTCache=/c");
    }

    @Test
    void needsAnotherCacheForAnotherCompiler() {
        JvmOptions quick = new JvmOptions(256, true, List.of());
        JvmOptions full = new JvmOptions(512, false, List.of());

        assertThat(quick.cacheKey()).isNotEqualTo(full.cacheKey());
        assertThat(full.cacheKey()).isEqualTo(new JvmOptions(900, false, List.of()).cacheKey());
    }

    @Test
    void refusesAHeapThatNoServerCanUse() {
        assertThatThrownBy(() -> new JvmOptions(16, true, List.of())).hasMessageContaining("too small");
    }
}
