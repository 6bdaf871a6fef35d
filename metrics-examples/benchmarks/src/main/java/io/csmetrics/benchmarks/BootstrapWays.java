package io.csmetrics.benchmarks;

import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.cohort.bootstrap.AccountBootstrap;
import io.csmetrics.cohort.bootstrap.RatioSample;
import io.csmetrics.cohort.bootstrap.RatioUncertainty;
import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.data.CustomerData;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.statistics.SplitMix64;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two ways to draw accounts anew: from two columns that are measured once, and from the book itself. */
final class BootstrapWays {
    private static final Kpi NET = RetentionKpis.NET_REVENUE_RETENTION;
    private static final ReportingPeriod YEAR = ReportingPeriod.year(2024);
    private static final int DRAWS = 1_000;
    private static final long RANDOM_START = 20260101L;

    /** Which part of the usual book is drawn from: draws of all of it would take as long as all other tasks. */
    private static final int PART = 10;

    /** How the row is called in the table. */
    static final String TITLE = String.format(Locale.ROOT, "bootstrap of NRR, %,d draws (1/%d)", DRAWS, PART);

    private final CustomerData data;
    private final RatioSample sample;
    private final Map<String, List<RevenueMovement>> movements = new HashMap<>();

    /** A book a tenth the size of the usual one: draws of all of it would take as long as all other tasks. */
    static BootstrapWays of(int accounts) {
        return new BootstrapWays(RevenueBook.of(Math.max(1, accounts / PART)));
    }

    /** Interval and standard error: both columns measured from the book, and all draws over them. */
    Work byColumns() {
        return Work.of(() -> interval(DRAWS), this::firstDraw);
    }

    /** One draw of all of them. */
    Work byLedgers() {
        return Work.of(() -> byLedger(1), this::firstDraw);
    }

    BootstrapWays(RevenueBook book) {
        List<RevenueMovement> all = book.movements();
        all.forEach(row -> movements
                .computeIfAbsent(row.accountId(), id -> new ArrayList<>())
                .add(row));
        data = data(all);
        sample = sample();
    }

    private static CustomerData data(List<RevenueMovement> movements) {
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .currency(RevenueBook.CURRENCY)
                .accounts(movements.stream()
                        .map(RevenueMovement::accountId)
                        .distinct()
                        .map(Account::of)
                        .toList())
                .movements(movements)
                .build();
    }

    RatioSample sample() {
        return (RatioSample) RatioSample.of(NET, data, YEAR);
    }

    RatioUncertainty interval(int draws) {
        return new AccountBootstrap(draws, Confidence.PERCENT_95, RANDOM_START).interval(sample());
    }

    /** The first draw, which is the same by both ways. */
    private Answer firstDraw() {
        double[] columns = byColumns(1);
        double[] ledgers = byLedger(1);
        if (!Arrays.equals(columns, ledgers)) {
            throw new IllegalStateException("draws by columns " + Arrays.toString(columns)
                    + " and by a ledger drawn anew " + Arrays.toString(ledgers) + " must be the same");
        }
        return new Unverified(columns[0]);
    }

    /** The ratios of the first draws, by a plain loop over the columns. */
    double[] byColumns(int draws) {
        double[] ratios = new double[draws];
        SplitMix64 starts = new SplitMix64(RANDOM_START);
        for (int draw = 0; draw < draws; draw++) {
            SplitMix64 random = new SplitMix64(starts.nextLong());
            BigDecimal over = BigDecimal.ZERO;
            BigDecimal under = BigDecimal.ZERO;
            for (int i = 0; i < sample.accountIds().size(); i++) {
                var part = sample.part(random.nextInt(sample.accountIds().size()));
                over = over.add(part.numerator());
                under = under.add(part.denominator());
            }
            ratios[draw] = over.doubleValue() / under.doubleValue();
        }
        return ratios;
    }

    /** The ratios of the first draws, by the KPI of a book in which the accounts drawn are, under ids of their own. */
    double[] byLedger(int draws) {
        double[] ratios = new double[draws];
        SplitMix64 starts = new SplitMix64(RANDOM_START);
        for (int draw = 0; draw < draws; draw++) {
            SplitMix64 random = new SplitMix64(starts.nextLong());
            List<RevenueMovement> drawn = new ArrayList<>();
            for (int i = 0; i < sample.accountIds().size(); i++) {
                String id = sample.accountIds()
                        .get(random.nextInt(sample.accountIds().size()));
                for (RevenueMovement row : movements.getOrDefault(id, List.of())) {
                    drawn.add(RevenueMovement.of(id + "-" + i, row.effectiveOn(), row.type(), row.amount()));
                }
            }
            var quotient = NET.measure(data(drawn), YEAR).quotient().orElseThrow();
            ratios[draw] =
                    quotient.numerator().doubleValue() / quotient.denominator().doubleValue();
        }
        return ratios;
    }
}
