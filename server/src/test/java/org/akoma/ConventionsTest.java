package org.akoma;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Repository;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the house that a machine can hold. A rule that cannot fail is deleted. */
class ConventionsTest {

    static final JavaClasses AKOMA = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.akoma");

    @TestFactory
    Stream<DynamicTest> hold() {
        return Stream.<ArchRule>of(
                        classes()
                                .that()
                                .areAnnotatedWith(RestController.class)
                                .should()
                                .notBePublic(),
                        classes()
                                .that()
                                .areAnnotatedWith(Controller.class)
                                .should()
                                .notBePublic(),
                        classes()
                                .that()
                                .areAnnotatedWith(Repository.class)
                                .should()
                                .notBePublic()
                                .andShould()
                                .haveSimpleNameEndingWith("Store"),
                        classes()
                                .that()
                                .haveSimpleNameEndingWith("Store")
                                .should()
                                .notBePublic(),
                        noClasses()
                                .that(speakNoSql())
                                .should()
                                .dependOnClassesThat()
                                .areAssignableTo(JdbcClient.class)
                                .orShould()
                                .dependOnClassesThat()
                                .areAssignableTo(JdbcOperations.class)
                                .because("SQL is in stores, and in the basement"),
                        noMethods()
                                .should()
                                .haveNameMatching("set(?!Aside|Locale|ReadListener|Text$)[A-Z].*")
                                .because("values change by being replaced"),
                        noFields().should().beAnnotatedWith(Autowired.class),
                        fields().that()
                                .areNotStatic()
                                .and()
                                .areDeclaredInClassesThat()
                                .haveSimpleNameEndingWith("Store")
                                .should()
                                .beFinal(),
                        noClasses()
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("lombok..", "jakarta.persistence.."),
                        noClasses()
                                .should()
                                .haveSimpleNameEndingWith("Impl")
                                .orShould()
                                .haveSimpleNameEndingWith("Manager")
                                .orShould()
                                .haveSimpleNameEndingWith("Util")
                                .orShould()
                                .haveSimpleNameEndingWith("Helper")
                                .orShould()
                                .haveSimpleNameEndingWith("DTO"))
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(AKOMA)));
    }

    /** Spring names a bean after its class alone: two rooms with a bean of one name, and the house does not start. */
    @Test
    void noTwoBeansBearOneName() {
        Map<String, List<String>> named = AKOMA.stream()
                .filter(type -> type.isMetaAnnotatedWith(Component.class) || type.isAnnotatedWith(Component.class))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        assertThat(named.values()).filteredOn(classes -> classes.size() > 1).isEmpty();
    }

    /** Provisioning makes stores of its own, as the owner of the tables. */
    private static DescribedPredicate<JavaClass> speakNoSql() {
        return DescribedPredicate.describe(
                "are no store",
                type -> !type.getSimpleName().endsWith("Store")
                        && !(type.getEnclosingClass().isPresent()
                                && type.getEnclosingClass()
                                        .get()
                                        .getSimpleName()
                                        .endsWith("Store"))
                        && !type.getSimpleName().equals("Provisioning")
                        && !type.getPackageName().equals("org.akoma.ground.database"));
    }
}
