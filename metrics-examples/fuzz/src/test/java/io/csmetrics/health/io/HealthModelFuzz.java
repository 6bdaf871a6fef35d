package io.csmetrics.health.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.record.InvalidDataException;
import java.nio.charset.StandardCharsets;

/** Models are read or refused with findings, never another exception. */
class HealthModelFuzz {
    @FuzzTest(maxDuration = "3m")
    void modelsAreReadOrToldAndReadBack(byte[] bytes) {
        try {
            HealthModel model = HealthModelJson.read(new String(bytes, StandardCharsets.UTF_8));
            assertThat(HealthModelJson.read(HealthModelJson.write(model))).isEqualTo(model);
        } catch (InvalidDataException e) {
            assertThat(e.findings()).isNotEmpty();
        }
    }
}
