package io.csmetrics.cohort.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.catalog.KpiParameters;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.data.CustomerData;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.AccountValue;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.statistics.SplitMix64;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** Laws of the forecast of net revenue retention. */
final class RevenueRetentionForecastProperties {
    private static final LocalDate END = LocalDate.of(2025, 2, 1);
    private static final Reading JANUARY = Reading.of(ReportingPeriod.month(2025, 1));
    private static final Kpi FORECAST = RetentionKpis.NET_REVENUE_RETENTION_FORECAST.with(
            KpiParameters.DEFAULT_RENEWAL_PROBABILITY, new BigDecimal("0.7"));

    /** Accounts with and without contracts, deals in and out of sight, and probabilities of both kinds or none. */
    private static CustomerData book(long randomStart, int accounts, boolean isShuffled) {
        SplitMix64 random = new SplitMix64(randomStart);
        List<Account> all = new ArrayList<>();
        List<RevenueMovement> movements = new ArrayList<>();
        List<Contract> contracts = new ArrayList<>();
        List<Opportunity> deals = new ArrayList<>();
        List<AccountValue> values = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            String id = "a" + i;
            all.add(Account.of(id));
            if (random.nextInt(5) > 0) {
                movements.add(RevenueMovement.of(id, END.minusDays(90), Type.NEW, eur(1 + random.nextInt(500))));
            }
            for (int k = random.nextInt(3); k > 0; k--) {
                contracts.add(Contract.of(
                        id + "-" + k,
                        id,
                        END.minusYears(1),
                        END.plusDays(random.nextInt(150)),
                        eur(random.nextInt(5000))));
            }
            for (int k = random.nextInt(4); k > 0; k--) {
                Opportunity.Kind kind = Opportunity.Kind.values()[random.nextInt(3)];
                Opportunity.Builder deal = Opportunity.builder(
                        id + "d" + k, id, kind, END.minusDays(random.nextInt(40) - 10L), eur(random.nextInt(900)));
                if (random.nextInt(4) > 0) {
                    deal.probability(BigDecimal.valueOf(random.nextInt(11), 1));
                }
                deals.add(
                        deal.expectedCloseOn(END.plusDays(random.nextInt(120))).build());
            }
            if (random.nextInt(2) == 0) {
                values.add(AccountValue.of(
                        id,
                        "renewal-probability",
                        END.minusDays(5).atStartOfDay(ZoneOffset.UTC).toInstant(),
                        BigDecimal.valueOf(random.nextInt(101), 2)));
            }
        }
        if (isShuffled) {
            for (List<?> rows : List.of(all, movements, contracts, deals, values)) {
                Collections.shuffle(rows, new Random(randomStart));
            }
        }
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .currency(CurrencyUnit.EUR)
                .accounts(all)
                .movements(movements)
                .contracts(contracts)
                .opportunities(deals)
                .values(values)
                .build();
    }

    private static BigMoney eur(int amount) {
        return BigMoney.of(CurrencyUnit.EUR, BigDecimal.valueOf(amount * 37L, 2));
    }

    @Property(tries = 60)
    void theExpectedValueIsThatOfTheKpi(@ForAll long randomStart, @ForAll @IntRange(min = 1, max = 20) int accounts) {
        CustomerData data = book(randomStart, accounts, false);
        KpiResult kpi = FORECAST.measure(data, JANUARY.period());
        RevenueRetentionForecast forecast = RevenueRetentionForecast.of(FORECAST, data, JANUARY);
        assertThat(forecast.terms().isPresent()).isEqualTo(kpi.quotient().isPresent());
        forecast.terms()
                .ifPresent(terms -> assertThat(terms.expected())
                        .isEqualByComparingTo(kpi.quotient().orElseThrow()));
    }

    @Property(tries = 20)
    void theOrderOfTheRecordsChangesNothing(@ForAll long randomStart) {
        RevenueRetentionForecast one = RevenueRetentionForecast.of(FORECAST, book(randomStart, 12, false), JANUARY);
        RevenueRetentionForecast other = RevenueRetentionForecast.of(FORECAST, book(randomStart, 12, true), JANUARY);
        assertThat(other).isEqualTo(one);
        one.terms()
                .ifPresent(terms -> assertThat(
                                other.terms().orElseThrow().interval(100, Confidence.PERCENT_95, randomStart))
                        .isEqualTo(terms.interval(100, Confidence.PERCENT_95, randomStart)));
    }

    /** Fixed starts: a bound on what is drawn would else be crossed by chance one day. */
    @Test
    void theDrawsHaveTheExactMeanAndVariance() {
        int draws = 20_000;
        for (long start = 1; start <= 5; start++) {
            RevenueRetentionForecastTerms terms = RevenueRetentionForecast.of(
                            FORECAST, book(start, 40, false), JANUARY, account -> new BigDecimal("0.9"))
                    .terms()
                    .orElseThrow();
            RevenueRetentionForecastInterval drawn =
                    terms.interval(draws, Confidence.PERCENT_95, start).orElseThrow();
            double deviation = terms.standardDeviation();
            // four standard errors of a mean, and of the deviation of a sum that is near to normal
            assertThat(drawn.mean())
                    .isCloseTo(terms.expected().doubleValue(), within(4 * deviation / Math.sqrt(draws)));
            assertThat(drawn.standardDeviation()).isCloseTo(deviation, within(4 * deviation / Math.sqrt(2.0 * draws)));
            assertThat(drawn.interval().contains(terms.expected().doubleValue()))
                    .isTrue();
        }
    }
}
