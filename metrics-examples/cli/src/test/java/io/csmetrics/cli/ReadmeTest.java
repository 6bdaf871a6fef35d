package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each Java snippet of the READMEs as a program in the root of the repository, and holds what it prints against what they say. */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Pattern SNIPPET =
            Pattern.compile("```java\n(?<code>.*?)```\n+```text\n(?<printed>.*?)```", Pattern.DOTALL);

    private record Snippet(String code, String printed) {
        @Override
        public String toString() {
            return code.lines()
                    .filter(line -> !line.startsWith("import"))
                    .skip(1)
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

    @ParameterizedTest
    @MethodSource("snippets")
    void aSnippetCompilesAndPrintsWhatTheReadmeSays(Snippet snippet, @TempDir Path folder) throws Exception {
        String imports = lines(snippet.code, true);
        String statements = lines(snippet.code, false);
        Path source = folder.resolve("Snippet.java");
        Files.writeString(
                source,
                imports + "\nclass Snippet {\n  public static void main(String[] args) throws Exception {\n"
                        + statements + "\n  }\n}\n");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        source.toString())
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).isEqualTo(snippet.printed);
    }

    private static String lines(String code, boolean imports) {
        return code.lines()
                .filter(line -> line.startsWith("import ") == imports)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void everySnippetIsRun() throws IOException {
        long java = Pattern.compile("```java\n").matcher(readmes()).results().count();
        assertThat(snippets().toList()).hasSize((int) java).hasSize(11);
        assertThat(List.of(ROOT.resolve("pom.xml"))).allMatch(Files::exists);
    }
}
