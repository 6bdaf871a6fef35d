package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs each Java snippet of the READMEs as a program in the root of the repository, and holds what it prints against what they say. */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Pattern SNIPPET =
            Pattern.compile("```java\n(?<code>.*?)```\n+```text\n(?<printed>.*?)```", Pattern.DOTALL);

    private static final String CLASSPATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private record Snippet(String code, String printed) {
        @Override
        public String toString() {
            return code.lines()
                    .filter(line -> !line.startsWith("import") && !line.isBlank())
                    .findFirst()
                    .orElse(code);
        }
    }

    static Stream<Snippet> snippets() throws IOException {
        return SNIPPET.matcher(readmes()).results().map(match -> new Snippet(match.group(1), match.group(2)));
    }

    private static String readmes() throws IOException {
        return Files.readString(ROOT.resolve("README.md"))
                + Files.readString(ROOT.resolve("metrics-health").resolve("README.md"))
                + Files.readString(ROOT.resolve("metrics-cohort").resolve("README.md"));
    }

    /** All snippets are compiled at once; each runs in a JVM of its own, in the root of the repository. */
    @TestFactory
    Stream<DynamicTest> everySnippetPrintsWhatTheReadmeSays(@TempDir Path folder) throws IOException {
        List<Snippet> snippets = snippets().toList();
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-cp", CLASSPATH, "-d", folder.toString()));
        for (int i = 0; i < snippets.size(); i++) {
            Path source = folder.resolve("Snippet" + i + ".java");
            Files.writeString(
                    source,
                    lines(snippets.get(i).code, true) + "\nclass Snippet" + i
                            + " {\n  public static void main(String[] args) throws Exception {\n"
                            + lines(snippets.get(i).code, false) + "\n  }\n}\n");
            arguments.add(source.toString());
        }
        StringWriter problems = new StringWriter();
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(new PrintWriter(problems), new PrintWriter(problems), arguments.toArray(String[]::new));
        assertThat(status).as(problems.toString()).isZero();
        return IntStream.range(0, snippets.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        snippets.get(i).toString(), () -> prints(folder, "Snippet" + i, snippets.get(i).printed)));
    }

    private static void prints(Path folder, String name, String expected) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        folder + File.pathSeparator + CLASSPATH,
                        name)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).isEqualTo(expected);
    }

    private static String lines(String code, boolean imports) {
        return code.lines()
                .filter(line -> line.startsWith("import ") == imports)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void everySnippetIsRun() throws IOException {
        long java = Pattern.compile("```java\n").matcher(readmes()).results().count();
        assertThat(snippets().toList()).hasSize((int) java).hasSize(16);
        assertThat(List.of(ROOT.resolve("pom.xml"))).allMatch(Files::exists);
    }
}
