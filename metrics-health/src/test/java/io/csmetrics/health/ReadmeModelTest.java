package io.csmetrics.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.csmetrics.health.io.HealthModelJson;
import io.csmetrics.record.InvalidDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The model of the README is a file, and slips in it give the errors that the README lists. Its Java is run by the tests of the cli. */
final class ReadmeModelTest {
    private static final Path FILE = Path.of("examples/smb-health.json");
    private static final Pattern MODEL = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SLIP = Pattern.compile("\\| `(.+?)` \\| `(.+?)` \\| (.+) \\|");

    private record Slip(String instead, String written, List<String> told) {}

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    @Test
    void theModelOfTheReadmeIsTheFile() throws IOException {
        List<String> models =
                MODEL.matcher(readme()).results().map(match -> match.group(1)).toList();
        assertThat(models).containsExactly(Files.readString(FILE));
        assertThat(HealthModelJson.read(FILE).warnings()).isEmpty();
    }

    static Stream<Slip> slips() throws IOException {
        return SLIP.matcher(readme())
                .results()
                .map(match -> new Slip(
                        match.group(1),
                        match.group(2),
                        Arrays.stream(match.group(3).split("<br>"))
                                .map(text -> text.substring(1, text.length() - 1))
                                .toList()));
    }

    @Test
    void sixSlipsAreListed() throws IOException {
        assertThat(slips()).hasSize(6);
    }

    @ParameterizedTest
    @MethodSource("slips")
    void aSlipIsToldAsTheReadmeSays(Slip slip, @TempDir Path folder) throws IOException {
        String model = Files.readString(FILE);
        assertThat(model.split(Pattern.quote(slip.instead), -1))
                .as(slip.instead)
                .hasSize(2);
        Path file = folder.resolve("smb-health.json");
        Files.writeString(file, model.replace(slip.instead, slip.written));
        InvalidDataException refused =
                catchThrowableOfType(InvalidDataException.class, () -> HealthModelJson.read(file));
        assertThat(refused.findings()).extracting(Object::toString).containsExactlyElementsOf(slip.told);
    }
}
