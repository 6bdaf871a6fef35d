package io.csmetrics.health.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelProblemTest {
    @Test
    void aMessageThatNamesItsPlaceIsToldWithoutThePath() {
        assertThat(ModelProblem.error("$.hysteresis.margin", "hysteresis.margin 15 is too much"))
                .hasToString("hysteresis.margin 15 is too much");
        assertThat(ModelProblem.error("$.groups[1]", "duplicate id at $.groups[1] and $.groups[0]"))
                .hasToString("duplicate id at $.groups[1] and $.groups[0]");
    }

    @Test
    void aWordThatOccursInAValueIsNoPlace() {
        assertThat(ModelProblem.error("$.id", "\"id \"; a name must be right"))
                .hasToString("$.id: \"id \"; a name must be right");
        assertThat(ModelProblem.error("$", "5; an object").in("m.json", 3)).hasToString("m.json:3: $: 5; an object");
    }

    @Test
    void aPartKnowsItsPlaceOnlyFromTheWhole() {
        ModelProblem problem = ModelProblem.error("points[1]", "score 101 is outside 0–100");
        assertThat(problem.within("$.groups[0].signals[2].normalize").in("m.json", 7))
                .hasToString("m.json:7: $.groups[0].signals[2].normalize.points[1]: score 101 is outside 0–100");
        assertThat(ModelProblem.error("", "worst and best are both 1")
                        .within("$.a")
                        .path())
                .isEqualTo("$.a");
        assertThat(ModelProblem.warning("[0]", "x").within("$.a").path()).isEqualTo("$.a[0]");
    }

    @Test
    void aProblemStaysOnOneLine() {
        assertThat(ModelProblem.error("$.a", "\"x\ny\u2028\" is wrong"))
                .hasToString("$.a: \"x\\u000ay\\u2028\" is wrong");
    }
}
