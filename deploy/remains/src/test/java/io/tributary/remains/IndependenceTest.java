package io.tributary.remains;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class IndependenceTest {

    @Test
    void knowsNothingButTheJdkAndTheClientsOfTheStores() {
        var search = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.tributary");

        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.tributary.remains",
                        "java..",
                        "tools.jackson..",
                        "org.apache.kafka..",
                        "org.postgresql..",
                        "org.rocksdb..",
                        "org.jspecify..")
                .check(search);
    }
}
