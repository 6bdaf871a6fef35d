package io.csmetrics.health.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HealthModelsTest {
    private static final ModelCondition SMALL = new ModelCondition.In("segment", new TreeSet<>(List.of("SMB")));
    private static final ModelCondition OLD = ModelCondition.compare("ageDays", "gte", 90);

    private static HealthModel.Builder builder(String id, String version) {
        return HealthModel.builder(id, version)
                .redYellowGreen(50, 75)
                .group("all", 1, HealthSignal.builder("nps", Normaliser.identity()));
    }

    private static HealthModel model(String id, ModelCondition... appliesTo) {
        HealthModel.Builder builder = builder(id, "2026.3");
        for (ModelCondition each : appliesTo) {
            builder.appliesTo(each);
        }
        return builder.build();
    }

    @Test
    void modelsForTheSameAccountsAreRefused() {
        assertThatThrownBy(() -> HealthModels.of(model("smb-health", SMALL), model("smb-default", SMALL))
                        .withoutOther())
                .isInstanceOf(InvalidModelException.class)
                .hasMessage(
                        "$.appliesTo: models smb-health and smb-default match the same accounts; the second is never used");
    }

    @Test
    void conditionsAreTheSameInWhateverOrderTheyAreJoined() {
        HealthModel one = model("one", new ModelCondition.All(List.of(SMALL, OLD)));
        HealthModel other = model("other", new ModelCondition.All(List.of(OLD, SMALL, OLD)));
        assertThat(HealthModels.problems(List.of(one, other)))
                .extracting(ModelProblem::message)
                .containsExactly("models one and other match the same accounts; the second is never used");
        HealthModel any = model("any", new ModelCondition.Any(List.of(OLD, SMALL)));
        assertThat(HealthModels.problems(List.of(one, any))).isEmpty();
    }

    @Test
    void afterAModelForEveryAccountNoOtherIsUsed() {
        assertThatThrownBy(() ->
                        HealthModels.of(model("all"), model("small", SMALL)).withoutOther())
                .hasMessage("$.appliesTo: models all and small match the same accounts; the second is never used");
        assertThat(HealthModels.of(model("small", SMALL))
                        .otherwise(model("all"))
                        .models())
                .hasSize(2);
    }

    @Test
    void oneVersionHasOneContent() {
        HealthModel first = model("smb-health", SMALL);
        HealthModel changed = builder("smb-health", "2026.3").appliesTo(OLD).build();
        assertThatThrownBy(() -> HealthModels.of(first, changed).withoutOther())
                .hasMessage("version \"2026.3\" is already registered with other content (hash "
                        + first.hash().substring(0, 12) + ")");
        HealthModel next = builder("smb-health", "2026.4").appliesTo(OLD).build();
        assertThat(HealthModels.of(first, next).withoutOther().models()).containsExactly(first, next);
    }

    @Test
    void theModelForAllOthersHasNoCondition() {
        assertThatThrownBy(() -> HealthModels.of(model("small", SMALL)).otherwise(model("old", OLD)))
                .hasMessage("$.appliesTo: model old is for all other accounts; it cannot have appliesTo");
        assertThatThrownBy(() -> HealthModels.of().withoutOther()).hasMessage("at least one model must be there");
    }
}
