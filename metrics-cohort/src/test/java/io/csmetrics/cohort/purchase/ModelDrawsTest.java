package io.csmetrics.cohort.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.lifetime.LifetimeFigure;
import io.csmetrics.cohort.lifetime.LifetimeRefusal;
import io.csmetrics.statistics.Interval;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ModelDrawsTest {
    private static PurchaseSummary summary;
    private static final BgNbd MODEL = Buyers.PUBLISHED;

    private static ModelDraws<PurchaseModel> draws;

    @BeforeAll
    static void draw() {
        summary = Buyers.summary(Buyers.PUBLISHED, Buyers.SPEND, 600, 3);
        draws = ModelDraws.of(MODEL, summary, 40, 9);
    }

    @Test
    void theSameStartGivesTheSameModelsAndAnotherOneOthers() {
        List<PurchaseModel> first = draws.models().subList(0, 2);

        assertThat(ModelDraws.of(MODEL, summary, 2, 9).models()).isEqualTo(first);
        assertThat(ModelDraws.of(MODEL, summary, 2, 10).models()).doesNotContainAnyElementsOf(first);
        assertThat(draws.randomStart()).isEqualTo(9);
    }

    @Test
    void drawnModelsAreOfTheSameKindAndUnit() {
        MbgNbd modified = new MbgNbd(0.525, 6.183 * 7, 0.891, 1.614, TimeScale.DAYS);

        assertThat(ModelDraws.of(modified, summary, 2, 1).models())
                .allMatch(each -> each instanceof MbgNbd && each.scale() == TimeScale.DAYS);
    }

    @Test
    void intervalsHoldTheModelAndAreAsWideAsItsErrors() {
        double error = BgNbd.fit(summary, TimeScale.WEEKS)
                .fitted()
                .orElseThrow()
                .parameters()
                .get(0)
                .standardError()
                .orElseThrow();
        DrawnInterval.Drawn drawn = draws.intervalOfNumber(PurchaseModel::r, Confidence.PERCENT_95)
                .drawn()
                .orElseThrow();

        assertThat(drawn.interval().contains(MODEL.r())).isTrue();
        // 40 draws tell the width to about a third
        assertThat((drawn.interval().upper() - drawn.interval().lower()) / (2 * Interval.Z * error))
                .isBetween(0.5, 1.6);
        assertThat(drawn.toString())
                .endsWith("(confidence 0.95, 40 models of drawn customers, " + draws.failed()
                        + " not fitted, random start 9)");
    }

    @Test
    void aWiderConfidenceIsAWiderInterval() {
        Interval narrow = interval(0.8);
        Interval wide = interval(0.95);

        assertThat(wide.lower()).isLessThan(narrow.lower());
        assertThat(wide.upper()).isGreaterThan(narrow.upper());
    }

    private static Interval interval(double level) {
        return draws.intervalOfNumber(each -> each.expectedPurchases(Span.ofWeeks(52)), Confidence.of(level))
                .drawn()
                .orElseThrow()
                .interval();
    }

    @Test
    void ranksAreThoseOfDavisonAndHinkley() {
        ModelDraws<PurchaseModel> nineteen = ModelDraws.of(MODEL, summary, 19, 1);
        List<Double> sorted =
                nineteen.models().stream().map(PurchaseModel::r).sorted().toList();

        assertThat(nineteen.failed()).isZero();
        // (19 + 1) * 0.05 is the first, (19 + 1) * 0.2 the fourth
        assertThat(nineteen.intervalOfNumber(PurchaseModel::r, Confidence.of(0.9))
                        .drawn()
                        .orElseThrow()
                        .interval())
                .satisfies(interval -> {
                    assertThat(interval.lower()).isCloseTo(sorted.get(0), within(1e-9));
                    assertThat(interval.upper()).isCloseTo(sorted.get(18), within(1e-9));
                });
        assertThat(nineteen.intervalOfNumber(PurchaseModel::r, Confidence.of(0.6))
                        .drawn()
                        .orElseThrow()
                        .interval())
                .satisfies(interval -> {
                    assertThat(interval.lower()).isCloseTo(sorted.get(3), within(1e-9));
                    assertThat(interval.upper()).isCloseTo(sorted.get(15), within(1e-9));
                });
    }

    @Test
    void intervalsThatWouldPromiseTooMuchAreRefused() {
        ModelDraws<PurchaseModel> few = ModelDraws.of(MODEL, summary, 3, 1);
        // twelve customers, of whom a draw often has none that comes back
        Histories twelve = new Histories(new int[1], new double[1], new double[] {10}, new int[] {12});
        ModelDraws<PurchaseModel> tiny = ModelDraws.of(MODEL, twelve, 40, 1);

        assertThat(few.intervalOfNumber(PurchaseModel::r, Confidence.PERCENT_95))
                .isEqualTo(new DrawnInterval.Refused(
                        DrawnInterval.Reason.TOO_FEW_DRAWS,
                        few.models().size() + " draws are too few for an interval of 0.95; make at least 39"));
        assertThat(tiny.failed()).isGreaterThan(2);
        assertThat(tiny.intervalOfNumber(PurchaseModel::r, Confidence.PERCENT_95))
                .isEqualTo(new DrawnInterval.Refused(
                        DrawnInterval.Reason.NOT_FITTED,
                        tiny.failed() + " of 40 draws could not be fitted; "
                                + "the customers are too few to tell the parameters"));
        assertThat(draws.interval(
                        each -> new LifetimeFigure.Refused(LifetimeRefusal.INFINITE, "no end"), Confidence.PERCENT_95))
                .hasToString("no interval, infinite: the figure is infinite in so many draws that the interval has no"
                        + " upper end");
        assertThat(draws.interval(
                        each -> new LifetimeFigure.Refused(LifetimeRefusal.NOT_DEFINED, "not of this"),
                        Confidence.PERCENT_95))
                .isEqualTo(new DrawnInterval.Refused(DrawnInterval.Reason.NO_FIGURE, "not of this"));
        assertThatThrownBy(() -> draws.intervalOfNumber(each -> Double.NaN, Confidence.PERCENT_95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("figure NaN must be finite");
        assertThatThrownBy(() -> ModelDraws.of(MODEL, summary, 0, 1))
                .hasMessage("draws 0 must be 1 or more; some hundreds are usual");
    }

    @Test
    void aDrawHasTheAgesOfTheCustomers() {
        Histories drawn = new Simulation(1).purchases(MODEL, Buyers.ages(840));

        assertThat(drawn.customers()).isEqualTo(840);
        assertThat(drawn.exposure()).isEqualTo(Buyers.ages(840).exposure());
        assertThat(IntStream.range(0, drawn.size()))
                .allMatch(row -> drawn.recency(row) <= drawn.age(row)
                        && (drawn.frequency(row) == 0) == (drawn.recency(row) == 0));
    }

    /** What JDK 17 on x86-64 gave: drawing and searching are plain arithmetic and StrictMath, the same everywhere. */
    @Test
    void aDrawnModelIsFixedToTheLastBit() {
        assertThat(draws.models().get(0))
                .isEqualTo(new BgNbd(
                        0.2559512269189693, 5.582797255228579, 0.8239437041418431, 2.604415013920563, TimeScale.WEEKS));
    }
}
