package io.tributary.ingestion;

import io.tributary.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        // Commons CSV reads the cells of one row, Commons Compress unpacks gzip, the phone library knows numbers: pure
        // functions that deserve no port.
        ArchitectureRules.of("io.tributary.ingestion")
                .check(
                        "org.apache.commons.csv..",
                        "org.apache.commons.compress.compressors.gzip..",
                        "com.google.i18n.phonenumbers..");
    }
}
