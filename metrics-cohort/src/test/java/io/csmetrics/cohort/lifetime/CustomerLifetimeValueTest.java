package io.csmetrics.cohort.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.CustomerData;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.Grain;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** The high end of Fader and Hardie (2007), and a small book: A, B and C pay 100, 60 and 40 at the start, B leaves in March, D comes with 90. */
final class CustomerLifetimeValueTest {
    private static final RetentionFit.Fitted FIT = SimulatedCohorts.fitted(
            RetentionModelKind.BETA_GEOMETRIC,
            ActiveCounts.builder(Grain.YEAR)
                    .cohort("high end", 1000, 869, 743, 653, 593, 551, 517, 491)
                    .build());
    private static final PeriodMargin MARGIN = PeriodMargin.of(BigMoney.parse("USD 100"), Grain.YEAR);
    private static final Discounting TERMS = Discounting.at(DiscountRate.perYear("0.10"));
    private static final CustomerData BOOK = CustomerData.builder()
            .zone(ZoneOffset.UTC)
            .currency(CurrencyUnit.EUR)
            .accounts(List.of(Account.of("A"), Account.of("B"), Account.of("C"), Account.of("D")))
            .movements(List.of(
                    move("A", "2025-01-01", Type.OPENING, "100"),
                    move("B", "2025-01-01", Type.OPENING, "60"),
                    move("C", "2025-01-01", Type.OPENING, "40"),
                    move("D", "2025-03-05", Type.NEW, "90"),
                    move("B", "2025-03-20", Type.CHURN, "60"),
                    move("A", "2025-06-10", Type.EXPANSION, "10")))
            .build();
    private static final ReportingPeriod QUARTER = ReportingPeriod.quarter(2025, 1);

    private static RevenueMovement move(String account, String on, Type type, String amount) {
        return RevenueMovement.of(account, LocalDate.parse(on), type, BigMoney.parse("EUR " + amount));
    }

    private static CustomerLifetimeValue.Valued valued(CustomerLifetimeValue value) {
        return value.valued().orElseThrow();
    }

    private static double amount(BigMoney money) {
        return money.getAmount().doubleValue();
    }

    private static KpiResult measured(Kpi kpi) {
        return kpi.measure(BOOK, QUARTER);
    }

    private static CustomerLifetimeValue ofKpis(Kpi churn, String margin) {
        return CustomerLifetimeValue.ofKpis(
                measured(ExpansionKpis.AVERAGE_REVENUE_PER_ACCOUNT),
                new BigDecimal(margin),
                measured(churn),
                Discounting.none());
    }

    @Test
    void aValueIsTheMarginTimesTheDiscountedLifetime() {
        CustomerLifetimeValue.Valued valued = valued(CustomerLifetimeValue.of(FIT, MARGIN, TERMS));
        ExpectedLifetimes lifetimes = ExpectedLifetimes.of(FIT, TERMS);
        assertThat(amount(valued.value())).isCloseTo(592.2253515938509, within(1e-3));
        assertThat(valued.value().getCurrencyUnit()).isEqualTo(CurrencyUnit.USD);
        assertThat(valued.byAge()).hasSize(8);
        for (CustomerLifetimeValue.ByAge each : valued.byAge()) {
            assertThat(amount(each.value()))
                    .isCloseTo(
                            100
                                    * lifetimes
                                            .residual(each.renewals(), RenewalTiming.AFTER_RENEWAL)
                                            .number()
                                            .orElseThrow(),
                            within(1e-9));
        }
        assertThat(amount(valued.byAge().get(7).value())).isGreaterThan(amount(valued.value()));
    }

    /** 509 of 4,926 that faced a renewal were lost. */
    @Test
    void constantChurnStandsBesideItAndTheGapIsExplained() {
        CustomerLifetimeValue.Valued valued = valued(CustomerLifetimeValue.of(FIT, MARGIN, TERMS));
        CustomerLifetimeValue.ConstantChurn constant = valued.constantChurn().orElseThrow();
        double churn = 509 / 4926.0;
        assertThat(constant.churn()).isCloseTo(churn, within(1e-15));
        assertThat(amount(constant.value())).isCloseTo(100 * 1.1 / (0.1 + churn), within(1e-9));
        assertThat(valued.gap())
                .startsWith("a constant churn of 10.33 % values a customer of any age at USD 540.99; ")
                .contains("; by sbg a new one is worth USD 592.23 (+9.5 %)")
                .endsWith(
                        " and one that renewed 7 times USD 784.51 (+45.0 %): customers differ, those who leave easily leave "
                                + "first, and the old hands stay longer than the average churn says");
        assertThat(valued.toString())
                .startsWith("lifetime value of a new customer: USD 592.23\nmodel: sbg, alpha ")
                .contains("\nmargin: USD 100 per year\n"
                        + "terms: discount 0.10 per year, paid in advance, infinite horizon\nafter 1 renewal: USD ")
                .endsWith(LifetimeText.LIMITS);
    }

    @Test
    void ofLikeCustomersThereIsNoGap() {
        RetentionFit.Fitted alike =
                SimulatedCohorts.fitted(RetentionModelKind.BETA_GEOMETRIC, SimulatedCohorts.one(1000, 900, 810, 729));
        PeriodMargin margin = PeriodMargin.perPeriod(BigMoney.parse("EUR 7"));
        CustomerLifetimeValue.Valued valued = valued(CustomerLifetimeValue.of(alike, margin, Discounting.none()));
        assertThat(amount(valued.value())).isCloseTo(70, within(1e-9));
        assertThat(amount(valued.constantChurn().orElseThrow().value())).isCloseTo(70, within(1e-9));
        assertThat(valued.gap()).endsWith("; customers that do not differ are worth the same at every age");
    }

    @Test
    void withoutADiscountOldHandsMakeItInfinite() {
        CustomerLifetimeValue value = CustomerLifetimeValue.of(FIT, MARGIN, Discounting.none());
        assertThat(value).isInstanceOfSatisfying(CustomerLifetimeValue.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(LifetimeRefusal.INFINITE);
            assertThat(refused.toString()).startsWith("no lifetime value: without a discount it is infinite");
        });
        assertThat(value.valued()).isEmpty();
        assertThat(CustomerLifetimeValue.of(FIT, MARGIN, Discounting.none().with(Horizon.of(10)))
                        .valued())
                .isPresent();
    }

    @Test
    void marginsAreOfTheirPeriodAndMayChangeWithAge() {
        PeriodMargin month = PeriodMargin.of(BigMoney.parse("USD 10"), Grain.MONTH);
        BigMoney yearly = valued(
                        CustomerLifetimeValue.of(FIT, PeriodMargin.of(BigMoney.parse("USD 120"), Grain.YEAR), TERMS))
                .value();
        assertThat(amount(valued(CustomerLifetimeValue.of(FIT, month, TERMS)).value()))
                .isCloseTo(amount(yearly), within(1e-9));
        List<PeriodMargin> margins = List.of(
                PeriodMargin.perPeriod(BigMoney.parse("USD -50")),
                PeriodMargin.perPeriod(BigMoney.parse("USD 80")),
                PeriodMargin.perPeriod(BigMoney.parse("USD 100")));
        for (PaymentTiming payment : PaymentTiming.values()) {
            for (int horizon : new int[] {1, 2, 3, 9}) {
                Discounting terms = TERMS.with(payment).with(Horizon.of(horizon));
                CustomerLifetimeValue.Valued valued = valued(CustomerLifetimeValue.of(FIT, margins, terms));
                for (int age = 0; age < 3; age++) {
                    double sum = 0;
                    double late = payment == PaymentTiming.ADVANCE ? 0 : 1;
                    for (int j = 0; j < horizon; j++) {
                        double margin = new double[] {-50, 80, 100}[Math.min(2, age + j)];
                        sum += margin
                                * FIT.model().survival(age + j)
                                / FIT.model().survival(age)
                                / Math.pow(1.1, j + late);
                    }
                    assertThat(amount(valued.byAge().get(age).value())).isCloseTo(sum, within(1e-9));
                }
            }
        }
        assertThat(month.times(new BigDecimal("0.8")))
                .isEqualTo(PeriodMargin.of(BigMoney.parse("USD 8.0"), Grain.MONTH))
                .hasToString("USD 8.0 per month");
    }

    @Test
    void marginsMustBeOfOneCurrencyAndOfAKnownPeriod() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerLifetimeValue.of(FIT, List.of(), TERMS))
                .withMessage("margins must be at least one; give what a customer brings in a period");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerLifetimeValue.of(
                        FIT, List.of(MARGIN, PeriodMargin.perPeriod(BigMoney.parse("EUR 1"))), TERMS))
                .withMessage("margin EUR 1 per period must be in USD like the first; convert all to one currency");
        RetentionFit.Fitted unknown =
                SimulatedCohorts.fitted(RetentionModelKind.BETA_GEOMETRIC, SimulatedCohorts.one(100, 70, 60));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerLifetimeValue.of(unknown, MARGIN, Discounting.none()))
                .withMessage(
                        "margin USD 100 per year must be given per period of the counts, whose length is not known; "
                                + "say the length when the counts are built, or give it per period");
    }

    /** 76.67 a month, a third of the customers lost in three months: 690, or 552 at a margin of 80 %. */
    @Test
    void theRuleOfThumbIsTheKpiOfTheCatalogue() {
        for (String margin : List.of("1", "0.8")) {
            KpiResult kpi = measured(
                    ExpansionKpis.CUSTOMER_LIFETIME_VALUE.with(ExpansionKpis.GROSS_MARGIN, new BigDecimal(margin)));
            CustomerLifetimeValue.Valued valued = valued(ofKpis(RetentionKpis.CUSTOMER_CHURN_RATE, margin));
            assertThat(amount(valued.value()))
                    .isCloseTo(kpi.value().orElseThrow().doubleValue(), withinPercentage(1e-10));
            assertThat(amount(valued.value())).isCloseTo(690 * Double.parseDouble(margin), within(1e-9));
            assertThat(valued.value().getCurrencyUnit()).isEqualTo(CurrencyUnit.EUR);
            assertThat(valued.data()).startsWith("average-revenue-per-account and customer-churn-rate of ");
        }
        double months = measured(RetentionKpis.AVERAGE_CUSTOMER_LIFESPAN)
                .value()
                .orElseThrow()
                .doubleValue();
        Geometric model = (Geometric)
                valued(ofKpis(RetentionKpis.CUSTOMER_CHURN_RATE, "1")).model();
        assertThat(3
                        * ExpectedLifetimes.of(model, Discounting.none())
                                .fromStart()
                                .number()
                                .orElseThrow())
                .isCloseTo(months, within(1e-12));
    }

    /** The geometric model fitted to the same customers says the same: three faced the end of the quarter, one left. */
    @Test
    void theFittedModelWithoutDifferencesIsTheKpiToo() {
        RetentionFit.Fitted fit = SimulatedCohorts.fitted(
                RetentionModelKind.GEOMETRIC,
                ActiveCounts.builder(Grain.QUARTER).cohort("at the start", 3, 2).build());
        PeriodMargin revenue = PeriodMargin.of(
                BigMoney.of(
                        CurrencyUnit.EUR,
                        measured(ExpansionKpis.AVERAGE_REVENUE_PER_ACCOUNT)
                                .value()
                                .orElseThrow()),
                Grain.MONTH);
        assertThat(amount(valued(CustomerLifetimeValue.of(fit, revenue, Discounting.none()))
                        .value()))
                .isCloseTo(
                        measured(ExpansionKpis.CUSTOMER_LIFETIME_VALUE)
                                .value()
                                .orElseThrow()
                                .doubleValue(),
                        withinPercentage(1e-10));
    }

    @Test
    void theRuleOfThumbCanBeDiscountedByTheYear() {
        CustomerLifetimeValue.Valued valued = valued(CustomerLifetimeValue.ofKpis(
                measured(ExpansionKpis.AVERAGE_REVENUE_PER_ACCOUNT),
                BigDecimal.ONE,
                measured(RetentionKpis.CUSTOMER_CHURN_RATE),
                TERMS));
        double quarter = Math.pow(1.1, 0.25) - 1;
        assertThat(amount(valued.value())).isCloseTo(230 * (1 + quarter) / (quarter + 1 / 3.0), within(1e-9));
    }

    @Test
    void kpisWithoutANumberOrALossGiveAReason() {
        ReportingPeriod before = ReportingPeriod.quarter(2024, 1);
        assertThat(CustomerLifetimeValue.ofKpis(
                        ExpansionKpis.AVERAGE_REVENUE_PER_ACCOUNT.measure(BOOK, before),
                        BigDecimal.ONE,
                        RetentionKpis.CUSTOMER_CHURN_RATE.measure(BOOK, before),
                        Discounting.none()))
                .isInstanceOfSatisfying(
                        CustomerLifetimeValue.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(LifetimeRefusal.UNDEFINED_KPI));
        ReportingPeriod april = ReportingPeriod.month(2025, 4);
        assertThat(CustomerLifetimeValue.ofKpis(
                        ExpansionKpis.AVERAGE_REVENUE_PER_ACCOUNT.measure(BOOK, april),
                        BigDecimal.ONE,
                        RetentionKpis.CUSTOMER_CHURN_RATE.measure(BOOK, april),
                        Discounting.none()))
                .isEqualTo(new CustomerLifetimeValue.Refused(
                        LifetimeRefusal.INFINITE, "customer-churn-rate is 0: nobody left, so that no lifetime ends"));
    }

    @Test
    void kpisMustBelongTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ofKpis(ExpansionKpis.PAID_ACCOUNTS, "1"))
                .withMessage(
                        "KPI paid-accounts in count must be in percent; give revenue per account first and churn second");
        KpiResult revenue = measured(ExpansionKpis.AVERAGE_REVENUE_PER_ACCOUNT);
        KpiResult other = RetentionKpis.CUSTOMER_CHURN_RATE.measure(BOOK, ReportingPeriod.month(2025, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerLifetimeValue.ofKpis(revenue, BigDecimal.ONE, other, Discounting.none()))
                .withMessageEndingWith("must be of one period, segment and currency; measure both together");
        Instant early = Instant.parse("2025-03-25T00:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerLifetimeValue.ofKpis(
                        ExpansionKpis.AVERAGE_REVENUE_PER_ACCOUNT.measure(BOOK, QUARTER, early),
                        BigDecimal.ONE,
                        RetentionKpis.CUSTOMER_CHURN_RATE.measure(BOOK, QUARTER, early),
                        Discounting.none()))
                .withMessageContaining("must be of a period that was over");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ofKpis(RetentionKpis.NET_REVENUE_RETENTION, "1"))
                .withMessage("KPI net-revenue-retention must be one of which less is better; "
                        + "take a rate of those who leave");
        ReportingPeriod june = ReportingPeriod.month(2025, 6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerLifetimeValue.ofKpis(
                        ExpansionKpis.AVERAGE_REVENUE_PER_ACCOUNT.measure(BOOK, june),
                        BigDecimal.ONE,
                        RetentionKpis.NET_REVENUE_CHURN_RATE.measure(BOOK, june),
                        Discounting.none()))
                .withMessageEndingWith(" of net-revenue-churn-rate must be 0 to 1; take a rate of those who leave");
    }

    @Test
    void theGrossMarginIsAShare() {
        for (String margin : new String[] {"-0.1", "80"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ofKpis(RetentionKpis.CUSTOMER_CHURN_RATE, margin))
                    .withMessage("gross margin " + margin + " must be 0 to 1; write 80 % as 0.8, and 1 for revenue");
        }
    }

    @Test
    void oneRenewalIsNotSeveral() {
        CustomerLifetimeValue value = CustomerLifetimeValue.of(
                SimulatedCohorts.fitted(RetentionModelKind.GEOMETRIC, SimulatedCohorts.one(100, 80)),
                PeriodMargin.perPeriod(BigMoney.parse("EUR 10")),
                Discounting.none());
        assertThat(value.toString()).contains("after 1 renewal: EUR 50.00");
    }
}
