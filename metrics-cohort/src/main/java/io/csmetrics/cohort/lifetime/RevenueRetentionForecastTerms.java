package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.facts.Quotient;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.SplitMix64;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A forecast of net revenue retention. Defined as {@code (certain + sum of annualAmount * probability) / base}. Its expected value and its
 * variance are exact; an interval is drawn.
 *
 * @param base the revenue of today's customers a year, above 0, in major units
 * @param certain the part of it that nothing in the horizon puts at risk
 * @param chances what chance decides, by account, cause, amount and probability
 */
public record RevenueRetentionForecastTerms(
        BigDecimal base, BigDecimal certain, List<RevenueRetentionForecastTerm> chances)
        implements RevenueRetentionForecast {
    private static final int LEAST_DRAWS = 100;

    /** Half of one minus the double 0.95 is a little above 0.025, and of 2,000 draws the 50th is meant, not the 51st. */
    private static final double ROUNDING = 1e-12;

    /** The digits of a double's fraction: as many random bits decide a chance. */
    private static final int BITS = 53;

    /**
     * Orders the terms.
     *
     * @throws IllegalArgumentException if the base is not above 0, or more than it or less than 0 is certain
     */
    public RevenueRetentionForecastTerms {
        if (base.signum() <= 0) {
            throw new IllegalArgumentException(
                    "base " + base.toPlainString() + " of a forecast must be above 0; there must be customers");
        }
        if (certain.signum() < 0 || certain.compareTo(base) > 0) {
            throw new IllegalArgumentException(
                    "certain revenue " + certain.toPlainString() + " must be 0 to the base " + base.toPlainString());
        }
        chances = chances.stream().sorted(RevenueRetentionForecastTerm.ORDER).toList();
    }

    /**
     * Returns the forecast: the expected net revenue retention.
     *
     * @return the exact ratio, 0 or more; that of the KPI where what is not due is taken as kept
     */
    public Quotient expected() {
        BigDecimal sum = certain;
        for (RevenueRetentionForecastTerm chance : chances) {
            sum = sum.add(chance.expected());
        }
        return new Quotient(sum, base);
    }

    /**
     * Returns the variance of net revenue retention. Defined as {@code sum of annualAmount² p (1 - p) / base²}: each term is there or not,
     * independent of the others.
     *
     * @return the exact variance, 0 or more
     */
    public Quotient variance() {
        BigDecimal sum = BigDecimal.ZERO;
        for (RevenueRetentionForecastTerm chance : chances) {
            sum = sum.add(chance.variance());
        }
        return new Quotient(sum, base.multiply(base));
    }

    /**
     * Returns how far net revenue retention scatters around the forecast. Defined as {@code sqrt(variance)}.
     *
     * @return the standard deviation, 0 or more
     */
    public double standardDeviation() {
        return Math.sqrt(variance().doubleValue());
    }

    /**
     * Draws outcomes: each renewal and each sale happens or does not. The same random start gives the same outcomes on every machine, for any
     * order of the records.
     *
     * @param draws how many, 100 or more; 2,000 are enough for two digits of a percent in most books
     * @param confidence how many of the outcomes are to lie in the interval
     * @param randomStart where the stream of random numbers begins
     * @return the interval; empty where chance has no say, since an interval without width would be a false certainty
     * @throws IllegalArgumentException if there are fewer than 100 draws
     */
    public Optional<RevenueRetentionForecastInterval> interval(int draws, Confidence confidence, long randomStart) {
        if (draws < LEAST_DRAWS) {
            throw new IllegalArgumentException("number of draws " + draws + " must be " + LEAST_DRAWS + " or more");
        }
        if (chances.stream().noneMatch(RevenueRetentionForecastTerm::isUncertain)) {
            return Optional.empty();
        }
        double[] outcomes = outcomes(draws, new SplitMix64(randomStart));
        Arrays.sort(outcomes);
        double mean = sum(outcomes) / draws;
        double[] squares = Arrays.stream(outcomes)
                .map(outcome -> (outcome - mean) * (outcome - mean))
                .toArray();
        Interval interval =
                new Interval(outcome(outcomes, confidence.tail()), outcome(outcomes, 1 - confidence.tail()));
        return Optional.of(new RevenueRetentionForecastInterval(
                interval, mean, Math.sqrt(sum(squares) / (draws - 1)), confidence, draws, randomStart));
    }

    /**
     * Returns the forecast with how far it scatters, and what it is made of.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return "net revenue retention " + LifetimeText.percent(expected().doubleValue()) + ", standard deviation "
                + LifetimeText.percent(standardDeviation()) + ": " + certain.toPlainString() + " of "
                + base.toPlainString() + " a year certain, " + chances.size()
                + (chances.size() == 1 ? " chance" : " chances");
    }

    private double[] outcomes(int draws, SplitMix64 random) {
        List<RevenueRetentionForecastTerm> open = new ArrayList<>();
        BigDecimal settled = certain;
        for (RevenueRetentionForecastTerm chance : chances) {
            if (chance.isUncertain()) {
                open.add(chance);
            } else {
                settled = settled.add(chance.expected());
            }
        }
        double[] parts = new double[open.size()];
        long[] limits = new long[open.size()];
        for (int i = 0; i < limits.length; i++) {
            parts[i] = new Quotient(open.get(i).annualAmount(), base).doubleValue();
            limits[i] = (long) Math.scalb(open.get(i).probability().doubleValue(), BITS);
        }
        double[] outcomes = new double[draws];
        double from = new Quotient(settled, base).doubleValue();
        for (int draw = 0; draw < draws; draw++) {
            double outcome = from;
            for (int i = 0; i < limits.length; i++) {
                outcome += random.nextLong() >>> (Long.SIZE - BITS) < limits[i] ? parts[i] : 0;
            }
            outcomes[draw] = outcome;
        }
        return outcomes;
    }

    /** In the order of the array: a stream's own sum may add in another one. */
    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** The least outcome that so many of the draws do not exceed: one that can happen, where few renewals leave wide gaps. */
    static double outcome(double[] sorted, double level) {
        int place = (int) Math.ceil(level * sorted.length * (1 - ROUNDING));
        return sorted[Math.min(Math.max(place, 1), sorted.length) - 1];
    }
}
