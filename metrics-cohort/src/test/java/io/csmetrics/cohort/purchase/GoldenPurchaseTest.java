package io.csmetrics.cohort.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.cohort.Golden;
import org.junit.jupiter.api.Test;

/** The published figures of BG/NBD; the file says who computed each. */
final class GoldenPurchaseTest {
    private static final JsonNode GOLDEN = Golden.read("bgnbd.json").get("bgnbd");

    private static BgNbd model(String parameters) {
        JsonNode values = GOLDEN.at(parameters);
        return new BgNbd(
                values.get("r").asDouble(),
                values.get("alpha").asDouble(),
                values.get("a").asDouble(),
                values.get("b").asDouble(),
                TimeScale.WEEKS);
    }

    private static PurchaseHistory history(JsonNode of) {
        return new PurchaseHistory(
                of.get("x").asInt(),
                Span.ofWeeks(of.get("t_x").asDouble()),
                Span.ofWeeks(of.get("T").asDouble()));
    }

    /** These six are of the parameters before they were rounded for print, as is seen by the sixth. */
    @Test
    void expectationsOfANewCustomer() {
        BgNbd model = model("/fitted/params");
        JsonNode expected = GOLDEN.get("E_purchases_up_to");
        for (int i = 0; i < expected.get("t").size(); i++) {
            assertThat(model.expectedPurchases(
                            Span.ofWeeks(expected.get("t").get(i).asDouble())))
                    .isCloseTo(
                            expected.get("expected").get(i).asDouble(),
                            within(expected.get("tol").asDouble()));
        }
    }

    @Test
    void expectationOfAKnownCustomer() {
        JsonNode expected = GOLDEN.get("conditional_expectation");

        assertThat(model("/published")
                        .expectedPurchases(
                                history(expected),
                                Span.ofWeeks(expected.get("t").asDouble())))
                .isCloseTo(
                        expected.get("expected").asDouble(),
                        within(expected.get("tol").asDouble()));
    }

    @Test
    void probabilityToBeAlive() {
        JsonNode expected = GOLDEN.get("p_alive");
        BgNbd model = model("/published");

        assertThat(model.alive(history(expected)).probability())
                .isCloseTo(
                        expected.get("expected_at_published_params").asDouble(),
                        within(expected.get("tol").asDouble()));
        assertThat(model.alive(new PurchaseHistory(0, Span.ofWeeks(0), Span.ofWeeks(38.86)))
                        .probability())
                .isEqualTo(expected.get("x=0").asDouble());
    }

    /** Printed with so many digits; half of the last one is the tolerance. */
    @Test
    void probabilitiesOfNumbersOfPurchases() {
        BgNbd model = model("/published");
        JsonNode expected = GOLDEN.get("pmf_at_published_params");

        assertThat(model.probability(10, Span.ofWeeks(2)))
                .isCloseTo(expected.get("P(X(2)=10)").asDouble(), within(5e-13));
        assertThat(model.probability(0, Span.ofWeeks(39)))
                .isCloseTo(expected.get("P(X(39)=0)").asDouble(), within(5e-8));
        for (int i = 0; i < 10; i++) {
            assertThat(model.probability(11 + i, Span.ofWeeks(30)))
                    .isCloseTo(expected.get("P(X(30)=11..20)").get(i).asDouble(), within(1e-10));
        }
    }
}
