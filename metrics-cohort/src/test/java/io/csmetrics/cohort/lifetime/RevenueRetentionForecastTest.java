package io.csmetrics.cohort.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.catalog.KpiParameters;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.lifetime.RevenueRetentionForecastTerm.Cause;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Quotient;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.AccountValue;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** The forecast of net revenue retention: kpis.md's own example by hand, and what is refused. */
final class RevenueRetentionForecastTest {
    private static final Reading JANUARY = Reading.of(ReportingPeriod.month(2025, 1));
    private static final Kpi FORECAST = RetentionKpis.NET_REVENUE_RETENTION_FORECAST;

    private static CustomerData.Builder book() {
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .currency(CurrencyUnit.USD)
                .accounts(List.of(Account.of("A"), Account.of("B"), Account.of("E")))
                .movements(List.of(begins("A", 100), begins("B", 50), begins("E", 200)));
    }

    private static RevenueMovement begins(String account, long revenue) {
        return RevenueMovement.of(account, LocalDate.of(2024, 3, 1), Type.NEW, usd(revenue));
    }

    private static BigMoney usd(long amount) {
        return BigMoney.of(CurrencyUnit.USD, BigDecimal.valueOf(amount));
    }

    private static Contract due(String id, String account, long annual) {
        return Contract.of(id, account, LocalDate.of(2024, 3, 1), LocalDate.of(2025, 3, 1), usd(annual));
    }

    private static Opportunity deal(Opportunity.Kind kind, String account, long annual, String probability) {
        return Opportunity.builder(account + kind, account, kind, LocalDate.of(2025, 1, 10), usd(annual))
                .probability(new BigDecimal(probability))
                .expectedCloseOn(LocalDate.of(2025, 2, 20))
                .build();
    }

    private static AccountValue probability(String account, String value) {
        return AccountValue.of(
                account,
                "renewal-probability",
                LocalDate.of(2025, 1, 5).atStartOfDay(ZoneOffset.UTC).toInstant(),
                new BigDecimal(value));
    }

    /** kpis.md: A 100 - 10, B 50 - 10, E 200, expansion 480 * 0.5 / 12 = 20: 350 / 350. */
    private static CustomerData example() {
        return book().contracts(List.of(due("a1", "A", 1200), due("b1", "B", 600)))
                .opportunities(List.of(
                        deal(Opportunity.Kind.RENEWAL, "A", 1200, "0.9"),
                        deal(Opportunity.Kind.EXPANSION, "E", 480, "0.5")))
                .values(List.of(probability("B", "0.8")))
                .build();
    }

    private static RevenueRetentionForecastTerm term(
            String account, Cause cause, long annual, String probability, boolean isAssumed) {
        return new RevenueRetentionForecastTerm(
                account, cause, BigDecimal.valueOf(annual), new BigDecimal(probability), isAssumed);
    }

    @Test
    void theWorkedExampleIsTakenApart() {
        RevenueRetentionForecastTerms terms = RevenueRetentionForecast.of(FORECAST, example(), JANUARY)
                .terms()
                .orElseThrow();
        assertThat(terms.base()).isEqualByComparingTo("4200");
        assertThat(terms.certain()).isEqualByComparingTo("2400");
        assertThat(terms.chances())
                .usingElementComparator(RevenueRetentionForecastTerm.ORDER)
                .containsExactly(
                        term("A", Cause.RENEWAL, 1200, "0.9", false),
                        term("B", Cause.RENEWAL, 600, "0.8", false),
                        term("E", Cause.EXPANSION, 480, "0.5", false));
        assertThat(terms.expected()).isEqualByComparingTo(Quotient.of(1));
        // (1200² * 0.09 + 600² * 0.16 + 480² * 0.25) / 4200²
        assertThat(terms.variance())
                .isEqualByComparingTo(new Quotient(new BigDecimal("244800"), new BigDecimal("17640000")));
        assertThat(terms.standardDeviation()).isCloseTo(Math.sqrt(244800) / 4200, within(1e-15));
    }

    @Test
    void ofThreeChancesTheLeastAndTheGreatestOutcomeAreTheEnds() {
        RevenueRetentionForecastTerms terms = RevenueRetentionForecast.of(FORECAST, example(), JANUARY)
                .terms()
                .orElseThrow();
        RevenueRetentionForecastInterval interval =
                terms.interval(5_000, Confidence.PERCENT_95, 7).orElseThrow();
        // below 2400/4200 + nothing of A and B (1 %); above all of it (36 %); without A 10 %
        assertThat(interval.interval().lower()).isCloseTo(3000.0 / 4200, within(1e-12));
        assertThat(interval.interval().upper()).isCloseTo(4680.0 / 4200, within(1e-12));
        assertThat(interval.draws()).isEqualTo(5_000);
        assertThat(interval.randomStart()).isEqualTo(7);
        assertThat(RevenueRetentionForecastInterval.CAVEAT).contains("independent");
    }

    @Test
    void whatHasNoContractDueHangsOnTheShareOfTheCaller() {
        RevenueRetentionForecastTerms terms = RevenueRetentionForecast.of(
                        FORECAST, example(), JANUARY, account -> new BigDecimal("0.75"))
                .terms()
                .orElseThrow();
        assertThat(terms.certain()).isEqualByComparingTo("0");
        assertThat(terms.chances()).hasSize(4).contains(term("E", Cause.NOT_DUE, 2400, "0.75", true));
        // 350 - 200 * 0.25
        assertThat(terms.expected()).isEqualByComparingTo(Quotient.of(300, 350));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        RevenueRetentionForecast.of(FORECAST, example(), JANUARY, account -> new BigDecimal("75")))
                .withMessage("probability 75 of not-due of account \"E\" must be 0 to 1; write 80 % as 0.8");
    }

    @Test
    void aMissingProbabilityIsTheDefaultOrNoForecast() {
        CustomerData data = book().contracts(List.of(due("b1", "B", 300))).build();
        assertThat(RevenueRetentionForecast.of(FORECAST, data, JANUARY))
                .isEqualTo(new RevenueRetentionForecast.Undefined(
                        UndefinedReason.UNCONFIGURED,
                        "contracts worth 300 a year have no probability; set defaultRenewalProbability"));
        RevenueRetentionForecastTerms terms = RevenueRetentionForecast.of(
                        FORECAST.with(KpiParameters.DEFAULT_RENEWAL_PROBABILITY, new BigDecimal("0.6")), data, JANUARY)
                .terms()
                .orElseThrow();
        // only what the contract covers is at risk
        assertThat(terms.chances()).containsExactly(term("B", Cause.RENEWAL, 300, "0.6", true));
        assertThat(terms.certain()).isEqualByComparingTo("3900");
    }

    @Test
    void scoresAreNoProbabilities() {
        CustomerData data = book().contracts(List.of(due("b1", "B", 600)))
                .values(List.of(probability("B", "80")))
                .build();
        assertThat(RevenueRetentionForecast.of(FORECAST, data, JANUARY))
                .isEqualTo(
                        new RevenueRetentionForecast.Undefined(
                                UndefinedReason.UNCONFIGURED,
                                "renewal probability 80 of account \"B\" must be 0 to 1; give calibrated probabilities, not scores"));
    }

    @Test
    void nothingDueIsAForecastWithoutInterval() {
        CustomerData data = CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .currency(CurrencyUnit.USD)
                .accounts(List.of(Account.of("A")))
                .movements(List.of(begins("A", 100)))
                .build();
        RevenueRetentionForecastTerms terms =
                RevenueRetentionForecast.of(FORECAST, data, JANUARY).terms().orElseThrow();
        assertThat(terms.expected()).isEqualByComparingTo(Quotient.of(1));
        assertThat(terms.variance()).isEqualByComparingTo(Quotient.of(0));
        assertThat(terms.interval(100, Confidence.PERCENT_95, 1)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> terms.interval(99, Confidence.PERCENT_95, 1))
                .withMessage("number of draws 99 must be 100 or more");
        RevenueRetentionForecast early =
                RevenueRetentionForecast.of(FORECAST, data, Reading.of(ReportingPeriod.month(2023, 1)));
        assertThat(early).isInstanceOf(RevenueRetentionForecast.Undefined.class);
        assertThat(early.terms()).isEmpty();
    }

    @Test
    void whatIsKnownIsReadAsOfAnInstant() {
        var early = LocalDate.of(2025, 1, 4).atStartOfDay(ZoneOffset.UTC).toInstant();
        // neither the deals nor the probability were known
        assertThat(RevenueRetentionForecast.of(FORECAST, example(), Reading.of(JANUARY.period(), early)))
                .isInstanceOf(RevenueRetentionForecast.Undefined.class);
    }

    @Test
    void anotherKpiAndAFilterAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RevenueRetentionForecast.of(RetentionKpis.RENEWAL_FORECAST, example(), JANUARY))
                .withMessage("KPI \"renewal-forecast\" must be the forecast of net revenue retention; to look at some"
                        + " accounts give their data alone");
        Kpi narrowed = FORECAST.where(AccountFilter.where("segment", "SMB"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RevenueRetentionForecast.of(narrowed, example(), JANUARY));
    }

    @Test
    void termsHaveABaseAndAmounts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RevenueRetentionForecastTerms(BigDecimal.ZERO, BigDecimal.ZERO, List.of()))
                .withMessage("base 0 of a forecast must be above 0; there must be customers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RevenueRetentionForecastTerms(BigDecimal.ONE, BigDecimal.TEN, List.of()))
                .withMessage("certain revenue 10 must be 0 to the base 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> term("A", Cause.RENEWAL, -1, "0.5", false))
                .withMessage("annual amount -1 of renewal of account \"A\" must be 0 or more");
    }

    /** Rates of 0.8 at every age: of E's 2,400 a year 0.64 are expected two periods later; A 1080, B 480 and the sale 240 besides. */
    @Test
    void aFitTellsHowManyStayOfThoseThatAreNotDue() {
        RetentionModel model = Geometric.fit(SimulatedCohorts.one(100, 80, 64))
                .fitted()
                .orElseThrow()
                .model();
        RevenueRetentionForecastTerms terms = RevenueRetentionForecast.of(
                        FORECAST, example(), JANUARY, model.kept(account -> 3, 2))
                .terms()
                .orElseThrow();
        assertThat(terms.expected().doubleValue()).isCloseTo((0.64 * 2400 + 1080 + 480 + 240) / 4200, within(1e-12));
        assertThat(new BetaGeometric(1, 3)
                        .kept(account -> account.equals("E") ? 2 : 0, 2)
                        .apply("E"))
                .isEqualByComparingTo(BigDecimal.valueOf(new BetaGeometric(1, 3).survival(2, 2)));
    }

    /** (1 - 0.95) / 2 is 0.025000000000000022, so that its 2,000-fold is above 50 by rounding. */
    @Test
    void theLowerEndIsTheFiftiethOfTwoThousandOutcomes() {
        double[] ranks = IntStream.rangeClosed(1, 2_000).asDoubleStream().toArray();
        double tail = Confidence.PERCENT_95.tail();
        assertThat(RevenueRetentionForecastTerms.outcome(ranks, tail)).isEqualTo(50);
        assertThat(RevenueRetentionForecastTerms.outcome(ranks, 1 - tail)).isEqualTo(1_950);
    }

    @Test
    void theTextsSayWhatTheyRestOn() {
        RevenueRetentionForecastTerms terms = RevenueRetentionForecast.of(FORECAST, example(), JANUARY)
                .terms()
                .orElseThrow();
        assertThat(terms)
                .hasToString("net revenue retention 100.00 %, standard deviation 11.78 %: 2400 of 4200 a year certain, "
                        + "3 chances");
        assertThat(terms.interval(5_000, Confidence.PERCENT_95, 7).orElseThrow())
                .hasToString("net revenue retention 71.43 % to 111.43 % (confidence 0.95, 5000 draws, random start 7); "
                        + RevenueRetentionForecastInterval.CAVEAT);
    }
}
