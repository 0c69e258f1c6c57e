package io.tributary.activation;

import io.tributary.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.of("io.tributary.activation")
                // The application class is not a feature; it starts Spring and does nothing else.
                .check("org.springframework.boot..");
    }
}
