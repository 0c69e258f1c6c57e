package io.tributary.segment;

import io.tributary.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheSharedRules() {
        // Commons CSV reads and writes the cells of rows, libphonenumber telephone numbers: pure functions that deserve
        // no port.
        ArchitectureRules.of("io.tributary.segment")
                .check("org.apache.commons.csv..", "com.google.i18n.phonenumbers..");
    }
}
