package io.csmetrics.cohort.lifetime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a model says of customers under contract, with what it got wrong before: the projection, the error on periods that were held out, and
 * how long customers will pay.
 *
 * @param choice whether the chance to leave changes with age, which tells whether another model should be taken
 * @param projection what is expected to be left, by the fit that is projected
 * @param backtest the error on held-out periods; empty where none were asked for
 * @param lifetimes the discounted lifetimes by the same fit; empty without a discount
 */
public record RetentionOutlook(
        ModelChoice choice, Projection projection, Optional<Backtest> backtest, Optional<ExpectedLifetimes> lifetimes) {

    /**
     * Returns what customers will pay for at the renewals that somebody has come to, each before the renewal. Defined as
     * {@link ExpectedLifetimes#residual} of each renewal from 1 to the one after the last known period.
     *
     * @return the figures by renewal; none without lifetimes
     */
    public SortedMap<Integer, LifetimeFigure> residuals() {
        SortedMap<Integer, LifetimeFigure> residuals = new TreeMap<>();
        lifetimes.ifPresent(each -> {
            for (int renewal = 1; renewal <= projection.fit().counts().lastPeriod() + 1; renewal++) {
                residuals.put(renewal, each.residual(renewal, RenewalTiming.BEFORE_RENEWAL));
            }
        });
        return Collections.unmodifiableSortedMap(residuals);
    }

    /**
     * Returns everything as aligned lines of text.
     *
     * @return the text
     */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>(List.of(projection.fit() + "\n" + choice, projection.toString()));
        backtest.ifPresent(each -> parts.add(each.toString()));
        lifetimes.ifPresent(each -> parts.add(each.toString()));
        return String.join("\n\n", parts);
    }
}
