package io.csmetrics.cohort.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.catalog.AdvocacyKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Quotient;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.statistics.SplitMix64;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Laws of ratios by account and of their bootstrap. */
final class AccountBootstrapProperties {
    private static final ReportingPeriod QUARTER = ReportingPeriod.quarter(2025, 1);
    private static final List<Kpi> RATIOS = List.of(
            RetentionKpis.NET_REVENUE_RETENTION,
            RetentionKpis.GROSS_REVENUE_RETENTION,
            RetentionKpis.CUSTOMER_RETENTION_RATE,
            AdvocacyKpis.NET_PROMOTER_SCORE);

    @Property(tries = 30)
    void accountsAddUpToTheKpiAndAnyoneCanBeLeftOut(
            @ForAll long randomStart, @ForAll @IntRange(min = 2, max = 15) int accounts) {
        RandomAccounts book = RandomAccounts.of(randomStart, accounts);
        for (Kpi kpi : RATIOS) {
            CustomerData data = book.data();
            // an account is undefined where there is nothing to ask, and so may the whole be
            if (RatioSample.of(kpi, data, QUARTER) instanceof RatioSample sample) {
                assertSame(sample.ratio(), kpi.measure(data, QUARTER).quotient());
                for (int i = 0; i < sample.accountIds().size(); i++) {
                    String left = sample.accountIds().get(i);
                    assertSame(
                            sample.ratioWithout(i),
                            kpi.measure(book.data(id -> !id.equals(left)), QUARTER)
                                    .quotient());
                }
            } else {
                assertThat(kpi.measure(data, QUARTER).quotient()).isEmpty();
            }
        }
    }

    private static void assertSame(java.util.Optional<Quotient> one, java.util.Optional<Quotient> other) {
        assertThat(one.isPresent()).isEqualTo(other.isPresent());
        one.ifPresent(value -> assertThat(value).isEqualByComparingTo(other.orElseThrow()));
    }

    private static List<AccountRatio> parts(long randomStart, int accounts) {
        SplitMix64 random = new SplitMix64(randomStart);
        List<AccountRatio> parts = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            long base = 50L + random.nextInt(50);
            parts.add(Samples.part("a" + i, random.nextInt(3) == 0 ? random.nextInt(150) : base, base));
        }
        return parts;
    }

    @Property(tries = 30)
    void orderAndNamesChangeNothing(@ForAll long randomStart, @ForAll @IntRange(min = 1, max = 40) int accounts) {
        List<AccountRatio> parts = parts(randomStart, accounts);
        List<AccountRatio> shuffled = new ArrayList<>(parts);
        Collections.shuffle(shuffled, new Random(randomStart));
        List<AccountRatio> renamed = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            AccountRatio part = shuffled.get(i);
            renamed.add(new AccountRatio("z" + i, part.numerator(), part.denominator()));
        }
        AccountBootstrap bootstrap = new AccountBootstrap(100, Confidence.of(0.8), randomStart);
        Sampling sampling = RatioSample.of("retention", parts);
        RatioSample sample = sampling.sample().orElseThrow();
        RatioSample again = (RatioSample) RatioSample.of("retention", shuffled);
        assertThat(bootstrap.interval(again)).isEqualTo(bootstrap.interval(sample));
        assertThat(again.leaveOneOut(3)).isEqualTo(sample.leaveOneOut(3));
        assertThat(again.concentration()).isEqualTo(sample.concentration());
        assertThat(bootstrap.interval(RatioSample.of("retention", renamed)).estimated())
                .isEqualTo(bootstrap.interval(sample).estimated());
        RatioSample other = (RatioSample) RatioSample.of("other", parts(~randomStart, 20));
        assertThat(bootstrap.intervalOfDifference(again, other))
                .isEqualTo(bootstrap.intervalOfDifference(sample, other));
    }

    @Property(tries = 40)
    void theJackknifeIsThatOfLeavingOutEachAccount(
            @ForAll long randomStart, @ForAll @IntRange(min = 10, max = 40) int accounts) {
        RatioSample sample = (RatioSample) RatioSample.of("retention", parts(randomStart, accounts));
        double[] without = new double[accounts];
        double mean = 0;
        for (int i = 0; i < accounts; i++) {
            without[i] = sample.ratioWithout(i).orElseThrow().doubleValue();
            assertThat(sample.ratio().orElseThrow().doubleValue()
                            + sample.columns().changeWithout(i, 0))
                    .isCloseTo(without[i], within(1e-14));
            mean += without[i] / accounts;
        }
        double squares = 0;
        double cubes = 0;
        for (double ratio : without) {
            squares += Math.pow(mean - ratio, 2);
            cubes += Math.pow(mean - ratio, 3);
        }
        double acceleration = new Draws(AccountBootstrap.of(1), sample.columns(), 1, Runnable::run)
                .jackknife()
                .acceleration();
        // where all are alike but for rounding there is nothing to accelerate
        if (squares > 1e-20) {
            assertThat(acceleration).isCloseTo(cubes / (6 * Math.pow(squares, 1.5)), within(1e-7));
        }
    }

    @Property(tries = 20)
    void intervalsGrowWithConfidenceAndTheErrorStays(@ForAll long randomStart) {
        Sampling sample = RatioSample.of("retention", parts(randomStart, 30));
        RatioUncertainty narrow = new AccountBootstrap(200, Confidence.of(0.5), randomStart).interval(sample);
        RatioUncertainty wide = new AccountBootstrap(200, Confidence.of(0.9), randomStart).interval(sample);
        // the draws are the same ones, so that quantiles nest
        assertThat(narrow.estimated().isPresent()).isEqualTo(wide.estimated().isPresent());
        narrow.estimated().ifPresent(inner -> {
            BootstrapInterval outer = wide.estimated().orElseThrow();
            assertThat(outer.standardError()).isEqualTo(inner.standardError()).isPositive();
            assertThat(outer.percentile().lower())
                    .isLessThanOrEqualTo(inner.percentile().lower());
            assertThat(outer.percentile().upper())
                    .isGreaterThanOrEqualTo(inner.percentile().upper());
        });
    }
}
