package io.tributary.ingestion;

import io.tributary.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.of("io.tributary.ingestion").check();
    }
}
