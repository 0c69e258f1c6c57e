package io.tributary.checker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class IndependenceTest {

    @Test
    void knowsNothingButTheJdkAndAJsonLibrary() {
        var checker = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.tributary");

        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.tributary.checker", "java..", "tools.jackson..", "org.jspecify..")
                .check(checker);
    }
}
