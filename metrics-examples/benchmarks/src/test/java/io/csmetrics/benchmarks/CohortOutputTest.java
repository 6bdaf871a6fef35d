package io.csmetrics.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CohortOutputTest {
    @Test
    void everyCohortHasOneAgeLessThanTheOneBefore() {
        assertThat(CohortOutput.create()).hasSize(60 * 2 + 1830 * 2);
        assertThat(CohortOutput.at(1)).isEqualTo(CohortOutput.at(0, 60));
        assertThat(CohortOutput.at(59)).isEqualTo(CohortOutput.at(58, 2));
        assertThat(CohortOutput.at(60)).isEqualTo(CohortOutput.at(59, 1));
    }

    @Test
    void changesAddUpWithinTheirCohort() {
        long[] output = CohortOutput.create();
        output[CohortOutput.at(57)] = 9;
        output[CohortOutput.at(57, 0)] = 5;
        output[CohortOutput.at(57, 1)] = -2;
        output[CohortOutput.at(58, 1)] = 1;

        CohortOutput.addUp(output);

        assertThat(output[CohortOutput.at(57)]).isEqualTo(9);
        assertThat(output[CohortOutput.at(57, 0)]).isEqualTo(5);
        assertThat(output[CohortOutput.at(57, 1)]).isEqualTo(3);
        assertThat(output[CohortOutput.at(57, 2)]).isEqualTo(3);
        assertThat(output[CohortOutput.at(58)]).isZero();
        assertThat(output[CohortOutput.at(58, 0)]).isZero();
        assertThat(output[CohortOutput.at(58, 1)]).isEqualTo(1);
    }
}
