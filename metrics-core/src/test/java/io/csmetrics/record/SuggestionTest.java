package io.csmetrics.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    @Test
    void onlyWhatIsNearIsSuggested() {
        assertThat(Suggestion.nearest("Ammuont", List.of("account", "amount"))).contains("amount");
        assertThat(Suggestion.nearest("tpye", List.of("kind", "type"))).contains("type");
        assertThat(Suggestion.nearest("mrr", List.of("kind", "type", "amount"))).isEmpty();
        assertThat(Suggestion.nearest("x".repeat(1_000_000), List.of("x".repeat(1_000_000))))
                .isEmpty();
    }

    @Test
    void aRemedyNamesTheNearestOrSaysSomethingElse() {
        assertThat(Suggestion.remedy("segmnt", List.of("segment"), "leave it out"))
                .isEqualTo("did you mean segment");
        assertThat(Suggestion.remedy("x", List.of("segment"), "leave it out")).isEqualTo("leave it out");
    }
}
