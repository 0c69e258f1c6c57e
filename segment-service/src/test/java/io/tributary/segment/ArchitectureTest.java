package io.tributary.segment;

import io.tributary.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheSharedRules() {
        ArchitectureRules.of("io.tributary.segment").check();
    }
}
