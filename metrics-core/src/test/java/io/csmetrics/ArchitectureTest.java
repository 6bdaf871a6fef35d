package io.csmetrics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.csmetrics.record.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    /** The rooms from the ground up: each may import those before it. */
    private static final List<String> ROOMS = List.of(
            "statistics",
            "period",
            "record",
            "facts",
            "revenue",
            "data",
            "select",
            "count",
            "family",
            "kpi",
            "catalog",
            "scorecard");

    /** The rooms at the edge may import all the others, and nothing imports them. */
    private static final List<String> EDGE = List.of("io", "render");

    private static final String ROOT = "io.csmetrics.";

    private static Path output;
    private static JavaClasses library;

    @BeforeAll
    static void importLibrary() throws URISyntaxException {
        output = Path.of(Finding.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        library = new ClassFileImporter().importPath(output);
    }

    @Test
    void everyPackageIsARoomOfThePlan() {
        Set<String> rooms =
                Stream.concat(ROOMS.stream(), EDGE.stream()).map(ROOT::concat).collect(Collectors.toSet());
        assertThat(library).isNotEmpty().allMatch(type -> rooms.contains(type.getPackageName()));
    }

    @Test
    void importsPointOneWay() {
        for (int i = 0; i < ROOMS.size(); i++) {
            String[] later = Stream.concat(ROOMS.stream().skip(i + 1), EDGE.stream())
                    .map(ROOT::concat)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ROOMS.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .allowEmptyShould(true)
                    .check(library);
        }
    }

    @Test
    void theEdgeIsNotImported() {
        for (String edge : EDGE) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + edge)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + edge)
                    .check(library);
        }
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("io.csmetrics.(*)..").should().beFreeOfCycles().check(library);
    }

    @Test
    void onlyIoReadsAndWritesFormats() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "io")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "de.siegmar..")
                .check(library);
    }

    @Test
    void signaturesHaveTypesOfTheJdkAndJodaMoneyOnly() throws IOException {
        Set<String> exported = exportedPackages();
        assertThat(exported).contains("io.csmetrics.record", "io.csmetrics.io");
        members()
                .that(areSeenOutside(exported))
                .should(haveOnlyTypesOf("java.", "org.joda.money.", ROOT))
                .check(library);
        classes()
                .that(DescribedPredicate.describe("are seen outside", type -> isSeenOutside(type, exported)))
                .should(extendOnlyTypesOf("java.", "org.joda.money.", ROOT))
                .check(library);
    }

    @Test
    void nothingAsksTheMachineForTimeOrPlace() {
        Set<String> ambient = Set.of(
                "java.lang.System.currentTimeMillis",
                "java.lang.System.nanoTime",
                "java.time.ZoneId.systemDefault",
                "java.util.TimeZone.getDefault",
                "java.util.Locale.getDefault",
                "java.lang.Math.random",
                "java.util.UUID.randomUUID",
                "java.util.concurrent.ThreadLocalRandom.current");
        noClasses()
                .should()
                .accessTargetWhere(DescribedPredicate.describe("the clock, the locale, the zone or chance", access -> {
                    String target = access.getTargetOwner().getName() + "." + access.getName();
                    return ambient.contains(target) || isNow(access) || isUnseeded(access);
                }))
                .check(library);
    }

    private static boolean isNow(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().startsWith("java.time")
                && (access.getName().equals("now") || access.getName().startsWith("system"));
    }

    private static boolean isUnseeded(JavaAccess<?> access) {
        return access.getTargetOwner().getName().equals("java.util.Random")
                && access.getTarget().getFullName().endsWith("<init>()");
    }

    private static Set<String> exportedPackages() throws IOException {
        try (InputStream descriptor = Files.newInputStream(output.resolve("module-info.class"))) {
            return ModuleDescriptor.read(descriptor).exports().stream()
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
        }
    }

    private static DescribedPredicate<JavaMember> areSeenOutside(Set<String> exported) {
        return DescribedPredicate.describe(
                "are seen outside",
                member -> isVisible(member.getModifiers()) && isSeenOutside(member.getOwner(), exported));
    }

    private static boolean isSeenOutside(JavaClass type, Set<String> exported) {
        boolean visible = isVisible(type.getModifiers()) && exported.contains(type.getPackageName());
        return visible
                && type.getEnclosingClass()
                        .map(outer -> isSeenOutside(outer, exported))
                        .orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static ArchCondition<JavaMember> haveOnlyTypesOf(String... packages) {
        return new ArchCondition<>("have only types of " + String.join(", ", packages)) {
            @Override
            public void check(JavaMember member, ConditionEvents events) {
                Set<JavaClass> types = new HashSet<>();
                if (member instanceof JavaField field) {
                    types.addAll(field.getType().getAllInvolvedRawTypes());
                } else if (member instanceof JavaCodeUnit unit) {
                    types.addAll(unit.getReturnType().getAllInvolvedRawTypes());
                    unit.getParameterTypes().forEach(type -> types.addAll(type.getAllInvolvedRawTypes()));
                    unit.getExceptionTypes().forEach(type -> types.addAll(type.getAllInvolvedRawTypes()));
                }
                refuseOthers(member.getFullName(), types, packages, events);
            }
        };
    }

    private static ArchCondition<JavaClass> extendOnlyTypesOf(String... packages) {
        return new ArchCondition<>("extend only types of " + String.join(", ", packages)) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Set<JavaClass> types = new HashSet<>();
                type.getSuperclass().map(JavaType::getAllInvolvedRawTypes).ifPresent(types::addAll);
                type.getInterfaces().forEach(parent -> types.addAll(parent.getAllInvolvedRawTypes()));
                refuseOthers(type.getName(), types, packages, events);
            }
        };
    }

    private static void refuseOthers(String what, Set<JavaClass> types, String[] packages, ConditionEvents events) {
        for (JavaClass type : types) {
            JavaClass element = type.getBaseComponentType();
            boolean allowed = element.isPrimitive()
                    || Stream.of(packages)
                            .anyMatch(allowedPackage -> element.getName().startsWith(allowedPackage));
            if (!allowed) {
                events.add(SimpleConditionEvent.violated(type, what + " has the type " + type.getName()));
            }
        }
    }
}
