package io.csmetrics.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/** The files of expected figures; each says in its first lines who computed it. */
public final class Golden {
    private Golden() {}

    // tests of other packages read, nobody outside the tests
    @SuppressWarnings("exports")
    public static JsonNode read(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/cohort/" + name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
