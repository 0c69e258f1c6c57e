package io.tributary.testsupport;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;

/**
 * The rules that every service's structure obeys: the core imports only the core, adapters do not know each other,
 * nothing sleeps or blocks, nobody reads the machine's clock outside {@code config}, and packages form no cycle.
 */
public final class ArchitectureRules {

    private static final String[] CORE_MAY_USE = {
        "java..", "javax.crypto..", "org.jspecify..", "org.slf4j..", "reactor.core.publisher..", "tools.jackson.."
    };

    private final String root;
    private final JavaClasses classes;

    private ArchitectureRules(String root, JavaClasses classes) {
        this.root = root;
        this.classes = classes;
    }

    /** The rules over the main classes below a service's root package, such as {@code io.tributary.gateway}. */
    public static ArchitectureRules of(String root) {
        return new ArchitectureRules(
                root,
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(root));
    }

    /** Checks all rules; {@code coreLibraries} are further packages that this service's core may import, with a reason. */
    public void check(String... coreLibraries) {
        for (var rule : rules(List.of(coreLibraries))) {
            rule.allowEmptyShould(true).check(classes);
        }
    }

    private List<ArchRule> rules(List<String> coreLibraries) {
        return List.of(
                coreImportsOnlyTheCore(coreLibraries),
                coreSeesNoAdapterNorConfig(),
                slices().matching(root + ".adapter.(*)..").should().notDependOnEachOther(),
                noClasses()
                        .that()
                        .resideInAPackage(root + ".adapter..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(root + ".config.."),
                slices().matching(root + ".(*)..").should().beFreeOfCycles(),
                noCallsThatBlock(),
                onlyConfigReadsTheMachinesClock());
    }

    private ArchRule coreImportsOnlyTheCore(List<String> coreLibraries) {
        DescribedPredicate<JavaClass> allowed = describe(
                "allowed in the core",
                it -> it.getPackageName().startsWith(root)
                        || it.isPrimitive()
                        || it.isArray()
                        || JavaClass.Predicates.resideInAnyPackage(CORE_MAY_USE).test(it)
                        || JavaClass.Predicates.resideInAnyPackage(coreLibraries.toArray(String[]::new))
                                .test(it));
        return classes().that(isCore()).should().onlyDependOnClassesThat(allowed);
    }

    private ArchRule coreSeesNoAdapterNorConfig() {
        return noClasses()
                .that(isCore())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".adapter..", root + ".config..");
    }

    private ArchRule noCallsThatBlock() {
        return noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .orShould()
                .callMethodWhere(describe(
                        "blocks a reactive pipeline",
                        call -> call.getTargetOwner().getPackageName().startsWith("reactor.core.publisher")
                                && List.of("block", "blockFirst", "blockLast", "blockOptional")
                                        .contains(call.getName())));
    }

    private ArchRule onlyConfigReadsTheMachinesClock() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".config..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis");
    }

    private DescribedPredicate<JavaClass> isCore() {
        return describe(
                "in the core",
                it -> it.getPackageName().startsWith(root + ".")
                        && !it.getPackageName().startsWith(root + ".adapter")
                        && !it.getPackageName().startsWith(root + ".config"));
    }
}
