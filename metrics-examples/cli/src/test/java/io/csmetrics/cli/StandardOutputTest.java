package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
    private static StandardOutput failing(String reason) {
        return new StandardOutput(new OutputStream() {
            @Override
            public void write(int oneByte) throws IOException {
                throw new IOException(reason);
            }
        });
    }

    private static void print(StandardOutput out) {
        new PrintStream(out, true, StandardCharsets.UTF_8).println("figures");
    }

    @Test
    void whatIsWrittenArrives() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        StandardOutput out = new StandardOutput(written);
        print(out);
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("figures" + System.lineSeparator());
        assertThat(out.failure()).isEmpty();
    }

    @Test
    void aWriteThatFailsIsRemembered() {
        StandardOutput out = failing("No space left on device");
        print(out);
        assertThat(out.failure()).contains("No space left on device");
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() {
        StandardOutput out = failing("Broken pipe");
        print(out);
        assertThat(out.failure()).isEmpty();
    }
}
