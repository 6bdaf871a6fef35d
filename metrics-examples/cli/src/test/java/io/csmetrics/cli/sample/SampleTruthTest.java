package io.csmetrics.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Quotient;
import io.csmetrics.family.Answer;
import io.csmetrics.family.Evidence;
import io.csmetrics.io.DataFolder;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.select.Param;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every KPI of the catalogue whose truth the simulated book knows, measured from its files: it shows the truth, within chance. */
class SampleTruthTest {
    /** By chance alone one number in 16,000 is further off. */
    private static final double STANDARD_ERRORS = 4;

    private static CustomerData data;

    @BeforeAll
    static void read() throws IOException {
        data = DataFolder.read(SampleBookTest.COMMITTED, ZoneOffset.UTC);
    }

    static List<SampleTruth> truths() {
        return SampleTruth.all();
    }

    @ParameterizedTest
    @MethodSource("truths")
    void aKpiShowsTheRateByWhichTheBookWasDrawn(SampleTruth truth) {
        KpiResult result = measured(truth);

        assertThat(result.undefined()).as(result::explain).isEmpty();
        long n = n(result.answer());
        assertThat(n).as("units").isGreaterThanOrEqualTo(50);
        assertThat(value(result.answer()))
                .as(result::explain)
                .isCloseTo(truth.value(), within(STANDARD_ERRORS * truth.standardError(n)));
    }

    private static KpiResult measured(SampleTruth truth) {
        Kpi kpi = KpiCatalog.standard().get(truth.key());
        for (Map.Entry<String, String> parameter : truth.parameters().entrySet()) {
            Param.Type type = kpi.parameters().get(parameter.getKey());
            kpi = kpi.with(parameter.getKey(), type.parse(parameter.getValue()));
        }
        return kpi.where(truth.among()).measure(data, truth.over(), SampleBookTest.UNTIL_INSTANT);
    }

    private static double value(Answer answer) {
        if (answer instanceof Answer.Table table) {
            // of the reasons of all segments together
            long price = table.rows().stream()
                    .map(Answer.CategoryRow.class::cast)
                    .filter(row -> row.category().equals("price"))
                    .mapToLong(Answer.CategoryRow::count)
                    .sum();
            return (double) price / n(answer);
        }
        return answer.number().map(Quotient::doubleValue).orElseThrow();
    }

    /** Of a KPI that is made of others, the units are counted by one of these. */
    private static long n(Answer answer) {
        Evidence evidence = answer.evidence();
        if (evidence.n().isPresent()) {
            return evidence.n().getAsLong();
        }
        return Stream.of("now", "n", "tickets")
                .filter(name -> evidence.operands().containsKey(name))
                .findFirst()
                .map(name -> n(evidence.operands().get(name)))
                .orElseThrow();
    }

    @Test
    void thereIsOneTruthForMostOfTheKpisThatTheBookControls() {
        assertThat(SampleTruth.all()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(SampleTruth.all()).extracting(SampleTruth::key).doesNotHaveDuplicates();
    }
}
