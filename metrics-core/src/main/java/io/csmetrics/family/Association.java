package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.count.PairCounter;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.PairFacts;
import io.csmetrics.facts.Quotient;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Outcome;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How a number of accounts in the period goes together with what became of them later: a correlation, -1 to 1, and no effect. Defined as
 * {@code cov(x, y) / sqrt(var(x) var(y))}, by PEARSON of the numbers, by SPEARMAN of their ranks, ties at their mean rank; from exact
 * sums, one root in 16 digits. Undefined with IMMATURE until the follow-up is over, with TOO_FEW_OBSERVATIONS below 3 accounts, with
 * ZERO_VARIANCE where all have one x, or one y.
 *
 * @param method how it is computed
 * @param population the accounts
 * @param x the number
 * @param y what became of the account
 * @param followUpTime how long after the end of the period that is looked at; {@code followUp} in JSON
 */
public record Association(
        Method method, Population.Accounts population, UnitValue x, Outcome y, Param<Duration> followUpTime)
        implements Family {
    private static final long LEAST = 3;

    /** Checks the length. */
    public Association {
        Param.requireLength("followUp", followUpTime, Duration.ZERO);
    }

    /** How a correlation is computed. */
    public enum Method {
        /** Of the numbers; with a number that is 0 or 1, the point-biserial correlation. */
        PEARSON,
        /** Of the ranks of the numbers. */
        SPEARMAN
    }

    /**
     * Returns the correlation of a number with what became of accounts.
     *
     * @param population the accounts, as {@link Population#accountsThat} or {@link Population#customersAt} give them
     * @param x the number
     * @param y what became of the account
     * @param followUp how long after the end of the period that is looked at
     * @return the correlation of the numbers
     */
    public static Association of(Population population, UnitValue x, Outcome y, Param<Duration> followUp) {
        return new Association(Method.PEARSON, (Population.Accounts) population, x, y, followUp);
    }

    /**
     * Returns the correlation of ranks.
     *
     * @return the same with SPEARMAN
     */
    public Association ofRanks() {
        return new Association(Method.SPEARMAN, population, x, y, followUpTime);
    }

    private Need need(Reading reading, AccountFilter only) {
        return new Need(new PairCounter(population, x, y, followUpTime.get()), reading, only);
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        out.accept(need(reading, only));
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        PairFacts facts = counts.of(PairFacts.class, need(reading, only));
        Evidence evidence = Evidence.builder()
                .n(facts.n())
                .excluded(facts.excluded())
                .censored(facts.immature())
                .method(method.name())
                .build();
        if (facts.immature() > 0) {
            return new Answer.Undefined(
                    UndefinedReason.IMMATURE,
                    "what becomes of the accounts in " + followUpTime.get().toDays() + " days is not known yet",
                    evidence);
        }
        if (facts.n() < LEAST) {
            return new Answer.Undefined(
                    UndefinedReason.TOO_FEW_OBSERVATIONS,
                    facts.n() + " accounts are too few; a correlation needs " + LEAST,
                    evidence);
        }
        return correlation(method == Method.SPEARMAN ? ranks(facts) : facts.pairs(), evidence);
    }

    private static Answer correlation(SortedMap<PairFacts.Pair, Long> pairs, Evidence evidence) {
        BigDecimal n = BigDecimal.ZERO;
        BigDecimal x = BigDecimal.ZERO;
        BigDecimal y = BigDecimal.ZERO;
        BigDecimal xx = BigDecimal.ZERO;
        BigDecimal yy = BigDecimal.ZERO;
        BigDecimal xy = BigDecimal.ZERO;
        for (Map.Entry<PairFacts.Pair, Long> entry : pairs.entrySet()) {
            BigDecimal count = BigDecimal.valueOf(entry.getValue());
            PairFacts.Pair pair = entry.getKey();
            n = n.add(count);
            x = x.add(count.multiply(pair.x()));
            y = y.add(count.multiply(pair.y()));
            xx = xx.add(count.multiply(pair.x()).multiply(pair.x()));
            yy = yy.add(count.multiply(pair.y()).multiply(pair.y()));
            xy = xy.add(count.multiply(pair.x()).multiply(pair.y()));
        }
        BigDecimal spread =
                n.multiply(xx).subtract(x.multiply(x)).multiply(n.multiply(yy).subtract(y.multiply(y)));
        if (spread.signum() == 0) {
            return new Answer.Undefined(
                    UndefinedReason.ZERO_VARIANCE, "all accounts have the same number, or the same outcome", evidence);
        }
        BigDecimal together = n.multiply(xy).subtract(x.multiply(y));
        return new Answer.Value(
                new Quotient(together, spread.sqrt(new MathContext(MathContext.DECIMAL64.getPrecision() + 4))),
                evidence);
    }

    /** Twice the rank of each number, which is whole also where ties share a mean rank. */
    private static SortedMap<PairFacts.Pair, Long> ranks(PairFacts facts) {
        Map<BigDecimal, BigDecimal> rankOfX = ranks(facts, PairFacts.Pair::x);
        Map<BigDecimal, BigDecimal> rankOfY = ranks(facts, PairFacts.Pair::y);
        SortedMap<PairFacts.Pair, Long> ranked = new TreeMap<>();
        facts.pairs()
                .forEach((pair, count) -> ranked.merge(
                        new PairFacts.Pair(
                                rankOfX.getOrDefault(pair.x(), BigDecimal.ZERO),
                                rankOfY.getOrDefault(pair.y(), BigDecimal.ZERO)),
                        count,
                        Math::addExact));
        return ranked;
    }

    private static Map<BigDecimal, BigDecimal> ranks(PairFacts facts, Function<PairFacts.Pair, BigDecimal> side) {
        SortedMap<BigDecimal, Long> counts = new TreeMap<>();
        facts.pairs().forEach((pair, count) -> counts.merge(side.apply(pair), count, Math::addExact));
        Map<BigDecimal, BigDecimal> ranks = new HashMap<>();
        long below = 0;
        for (Map.Entry<BigDecimal, Long> entry : counts.entrySet()) {
            ranks.put(entry.getKey(), BigDecimal.valueOf(2 * below + entry.getValue() + 1));
            below += entry.getValue();
        }
        return ranks;
    }

    @Override
    public Duration followUp() {
        return followUpTime.get();
    }
}
