package io.csmetrics.cohort.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.lifetime.DiscountRate;
import io.csmetrics.cohort.lifetime.LifetimeFigure;
import io.csmetrics.cohort.lifetime.LifetimeRefusal;
import io.csmetrics.statistics.Interval;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

final class CustomerValueTest {
    private static final CustomerValue VALUE = new CustomerValue(Buyers.PUBLISHED, Buyers.SPEND);
    private static final SpendHorizon YEAR = new SpendHorizon(52, TimeScale.WEEKS, DiscountRate.perYear("0.10"));
    private static final PurchaseHistory HISTORY = new PurchaseHistory(2, Span.ofWeeks(30.43), Span.ofWeeks(38.86));

    @Test
    void withoutDiscountItIsExpectedPurchasesTimesExpectedSpend() {
        SpendHorizon horizon = new SpendHorizon(39, TimeScale.WEEKS, DiscountRate.none());
        double spend = Buyers.SPEND.spend(2, 22.35).number().orElseThrow();

        // 1.226 purchases by the golden file
        assertThat(VALUE.of(HISTORY, 22.35, horizon).number().orElseThrow())
                .isCloseTo(1.226 * spend, within(0.001 * spend));
        assertThat(VALUE.ofNewCustomer(horizon).number().orElseThrow())
                .isCloseTo(
                        Buyers.PUBLISHED.expectedPurchases(Span.ofWeeks(39))
                                * Buyers.SPEND.meanSpend().number().orElseThrow(),
                        within(1e-9));
    }

    @Test
    void laterPurchasesAreDiscountedToTheEndOfTheirWeek() {
        double spend = Buyers.SPEND.spend(2, 22.35).number().orElseThrow();
        double sum = 0;
        for (int week = 1; week <= 52; week++) {
            double purchases = Buyers.PUBLISHED.expectedPurchases(HISTORY, Span.ofWeeks(week))
                    - Buyers.PUBLISHED.expectedPurchases(HISTORY, Span.ofWeeks(week - 1));
            sum += purchases * spend / Math.pow(1.10, week * 7 / 365.2425);
        }

        assertThat(VALUE.of(HISTORY, 22.35, YEAR).number().orElseThrow()).isCloseTo(sum, within(1e-9));
    }

    @Test
    void daysAndWeeksDifferByTheDiscountWithinAWeekOnly() {
        SpendHorizon days = new SpendHorizon(364, TimeScale.DAYS, DiscountRate.perYear("0.10"));
        double daily = VALUE.of(HISTORY, 22.35, days).number().orElseThrow();
        double weekly = VALUE.of(HISTORY, 22.35, YEAR).number().orElseThrow();

        // at most six days, on average three, at 10 % a year
        assertThat(weekly).isLessThan(daily);
        assertThat(weekly).isCloseTo(daily * Math.pow(1.10, -3 / 365.2425), within(1e-3 * daily));
    }

    @Test
    void theWholeIsTheSumOfItsCustomers() {
        PurchaseSummary summary = Buyers.summary(Buyers.PUBLISHED, Buyers.SPEND, 100, 8);
        double sum = 0;
        for (int row = 0; row < summary.size(); row++) {
            sum += VALUE.of(summary, row, YEAR).number().orElseThrow();
        }

        assertThat(VALUE.total(summary, YEAR)).isEqualTo(new LifetimeFigure.Known(sum));
    }

    @Test
    void theValueIsInfiniteWhereTheSpendIs() {
        CustomerValue heavy = new CustomerValue(Buyers.PUBLISHED, new GammaGamma(2, 0.9, 10, CurrencyUnit.USD));
        PurchaseSummary summary = Buyers.summary(Buyers.PUBLISHED, Buyers.SPEND, 100, 8);

        assertThat(heavy.ofNewCustomer(YEAR)).isInstanceOf(LifetimeFigure.Refused.class);
        assertThat(heavy.total(summary, YEAR))
                .isInstanceOfSatisfying(
                        LifetimeFigure.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(LifetimeRefusal.INFINITE));
        assertThat(heavy.of(HISTORY, 22.35, YEAR)).isInstanceOf(LifetimeFigure.Known.class);
    }

    @Test
    void intervalsOfACustomerAndOfAllComeFromDrawsOfBothModels() {
        PurchaseSummary summary = Buyers.summary(Buyers.PUBLISHED, Buyers.SPEND, 400, 3);
        ModelDraws<CustomerValue> draws = VALUE.draws(summary, 40, 6);
        Interval all = draws.interval(each -> each.total(summary, YEAR), Confidence.PERCENT_95)
                .drawn()
                .orElseThrow()
                .interval();
        Interval one = draws.interval(each -> each.of(HISTORY, 22.35, YEAR), Confidence.PERCENT_95)
                .drawn()
                .orElseThrow()
                .interval();

        assertThat(all.contains(VALUE.total(summary, YEAR).number().orElseThrow()))
                .isTrue();
        assertThat(one.contains(VALUE.of(HISTORY, 22.35, YEAR).number().orElseThrow()))
                .isTrue();
        assertThat(all.upper() / all.lower()).isBetween(1.1, 4.0);
        assertThat(draws.models()).hasSize(40 - draws.failed());
    }

    @Test
    void aHorizonHasAPeriodAndADiscountOfTheCalendar() {
        assertThatThrownBy(() -> new SpendHorizon(0, TimeScale.WEEKS, DiscountRate.none()))
                .hasMessage("horizon of 0 weeks must be 1 or more; count the periods that are to come");
        assertThatThrownBy(() -> new SpendHorizon(52, TimeScale.WEEKS, DiscountRate.perPeriod("0.01")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTextNamesBothModels() {
        assertThat(VALUE)
                .hasToString(
                        "spend by BG/NBD (r 0.243000, alpha 4.41400, a 0.793000, b 2.42600; weeks) and Gamma-Gamma "
                                + "(p 6.25000, q 3.74000, v 15.4400; USD)");
    }
}
