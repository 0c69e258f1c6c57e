package io.tributary.gateway;

import io.tributary.testsupport.ArchitectureRules;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ArchitectureTest {

    /** The retry operator is Reactor's own, beside the publishers that the core may use. */
    @Test
    void keepsTheSharedRules() {
        ArchitectureRules.of("io.tributary.gateway").check("reactor.util.retry..");
    }
}
