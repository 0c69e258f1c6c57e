package io.tributary.identity;

import io.tributary.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void obeysTheSharedRules() {
        // The phone library is a table with rules, and the text library a handful of formulas, not I/O: the normal form
        // of a phone number and the likeness of two names are decisions of the core.
        ArchitectureRules.of("io.tributary.identity")
                .check("com.google.i18n.phonenumbers..", "org.apache.commons.text.similarity..");
    }
}
