package io.csmetrics.cohort;

import io.csmetrics.cohort.RetentionDefinition.Weighting;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Averages over the complete cells of each index. */
final class Averages {
    private final CohortFacts facts;
    private final RetentionDefinition definition;
    private final Suppression suppression;
    private final int columns;

    Averages(CohortFacts facts, RetentionDefinition definition, Suppression suppression, int columns) {
        this.facts = facts;
        this.definition = definition;
        this.suppression = suppression;
        this.columns = columns;
    }

    List<CohortAverage> all() {
        ChainLadder ladder = new ChainLadder(facts, definition, columns);
        List<CohortAverage> all = new ArrayList<>();
        for (int index = 0; index < columns; index++) {
            all.add(average(index, ladder));
        }
        return all;
    }

    private CohortAverage average(int index, ChainLadder ladder) {
        int cohorts = 0;
        BigDecimal numerator = BigDecimal.ZERO;
        BigDecimal denominator = BigDecimal.ZERO;
        List<BigDecimal> rates = new ArrayList<>();
        boolean anyHidden = false;
        for (CohortKey cohort : facts.cohorts()) {
            if (facts.sum(cohort, Tally.AT_RISK, index).signum() > 0) {
                cohorts++;
                anyHidden |= suppression.of(cohort).isPresent();
                BigDecimal above = facts.sum(cohort, definition.measure().numerator(), index);
                BigDecimal below = Triangle.denominator(facts, definition, cohort, index);
                numerator = numerator.add(above);
                denominator = denominator.add(below);
                if (below.signum() > 0) {
                    rates.add(above.divide(below, MathContext.DECIMAL128));
                }
            }
        }
        // the median of shares may be the share of a single hidden cohort
        if (suppression.hidesTotal(index) || (anyHidden && definition.weighting() == Weighting.MEDIAN)) {
            return new CohortAverage(index, cohorts, BigDecimal.ZERO, BigDecimal.ZERO, Optional.empty(), true);
        }
        Optional<BigDecimal> value = switch (definition.weighting()) {
            case POOLED -> Cell.rate(numerator, denominator);
            case SIMPLE -> mean(rates);
            case MEDIAN -> median(rates);
            case CHAIN_LADDER -> ladder.survival(index);
        };
        return new CohortAverage(index, cohorts, numerator, denominator, value, false);
    }

    private static Optional<BigDecimal> mean(List<BigDecimal> rates) {
        return rates.isEmpty()
                ? Optional.empty()
                : Optional.of(rates.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(rates.size()), MathContext.DECIMAL64));
    }

    private static Optional<BigDecimal> median(List<BigDecimal> rates) {
        if (rates.isEmpty()) {
            return Optional.empty();
        }
        List<BigDecimal> sorted = rates.stream().sorted().toList();
        int half = sorted.size() / 2;
        BigDecimal middle = sorted.size() % 2 == 1
                ? sorted.get(half)
                : sorted.get(half - 1).add(sorted.get(half)).divide(BigDecimal.valueOf(2), MathContext.DECIMAL128);
        return Optional.of(middle.round(MathContext.DECIMAL64));
    }
}
