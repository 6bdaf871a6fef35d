package io.csmetrics.cohort;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.csmetrics.cohort.inference.Confidence;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The plan of the module: packages that import one way, and signatures without the types of other libraries. */
final class ArchitectureTest {
    private static final String ROOT = "io.csmetrics.cohort";

    /** The rooms from the ground up: each may import those before it. */
    private static final List<String> ROOMS = List.of(
            ROOT + ".inference",
            ROOT + ".numeric",
            ROOT + ".survival",
            ROOT,
            ROOT + ".source",
            ROOT + ".comparison",
            ROOT + ".bootstrap",
            ROOT + ".lifetime",
            ROOT + ".purchase",
            ROOT + ".experiment",
            ROOT + ".catalog",
            ROOT + ".io");

    /** What the module keeps to itself. */
    private static final Set<String> INNER = Set.of(ROOT + ".numeric");

    private static Path output;
    private static JavaClasses library;

    @BeforeAll
    static void importLibrary() throws URISyntaxException {
        output = Path.of(Confidence.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        library = new ClassFileImporter().importPath(output);
    }

    @Test
    void everyPackageIsARoomOfThePlan() {
        assertThat(library).isNotEmpty().allMatch(type -> ROOMS.contains(type.getPackageName()));
    }

    @Test
    void importsPointOneWay() {
        for (int i = 0; i < ROOMS.size() - 1; i++) {
            String[] later = ROOMS.stream().skip(i + 1).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOMS.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .allowEmptyShould(true)
                    .check(library);
        }
    }

    @Test
    void onlyIoReadsAndWritesFormats() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".io")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "de.siegmar..")
                .check(library);
    }

    @Test
    void signaturesHaveNoTypesOfOtherLibraries() {
        List<String> strange = library.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(type -> type.getMembers().stream())
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                .filter(member -> member.getAllInvolvedRawTypes().stream().anyMatch(ArchitectureTest::isStrange))
                .map(JavaMember::getFullName)
                .toList();
        assertThat(strange).isEmpty();
    }

    private static boolean isStrange(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        return !type.getBaseComponentType().isPrimitive()
                && !name.startsWith("java.")
                && !name.startsWith("io.csmetrics.")
                && !name.startsWith("org.joda.money.");
    }

    @Test
    void everyRoomButTheInnerOnesIsExported() throws IOException {
        Set<String> built = library.stream()
                .map(JavaClass::getPackageName)
                .filter(room -> !INNER.contains(room))
                .collect(Collectors.toSet());
        try (InputStream in = Files.newInputStream(output.resolve("module-info.class"))) {
            assertThat(ModuleDescriptor.read(in).exports())
                    .extracting(ModuleDescriptor.Exports::source)
                    .containsExactlyInAnyOrderElementsOf(built);
        }
    }
}
