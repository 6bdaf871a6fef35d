package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.lifetime.RetentionFit.Fitted;
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
     * Projects a fit. The choice names the model that its test speaks for; which of them is projected is said by the fit:
     * {@code choice.chosen().fitted().map(fit -> RetentionOutlook.of(choice, fit, 12).withBacktest(3))}.
     *
     * @param choice the models held against each other
     * @param fit the fit that is projected, of the same counts
     * @param horizon the last period of the projection, 0 or more
     * @return the outlook, with intervals of the confidence of the choice, without back-test and lifetimes
     * @throws IllegalArgumentException if the horizon is negative
     */
    public static RetentionOutlook of(ModelChoice choice, Fitted fit, int horizon) {
        return new RetentionOutlook(
                choice, fit.project(horizon, choice.confidence()), Optional.empty(), Optional.empty());
    }

    /**
     * Returns the same outlook with what the projected model would have got wrong.
     *
     * @param holdout how many periods of the longest cohort are held out, 1 or more
     * @return the outlook with a back-test
     * @throws IllegalArgumentException if nothing is held out
     */
    public RetentionOutlook withBacktest(int holdout) {
        return new RetentionOutlook(
                choice, projection, Optional.of(projection.fit().backtest(holdout)), lifetimes);
    }

    /**
     * Returns the same outlook with the periods that customers will pay for.
     *
     * @param terms how payments are added up
     * @return the outlook with lifetimes by the projected model
     * @throws IllegalArgumentException if the discount is of a period of the calendar and the counts are of periods of unknown length
     */
    public RetentionOutlook withLifetimes(Discounting terms) {
        return new RetentionOutlook(
                choice, projection, backtest, Optional.of(ExpectedLifetimes.of(projection.fit(), terms)));
    }

    /**
     * Tells whether the model that was projected is not the one that the test of {@link #choice()} speaks for: the larger one fits better by
     * more than chance.
     *
     * @return whether another model should be taken
     */
    public boolean isOutdone() {
        return choice.chosen() == choice.betaDiscreteWeibull()
                && projection.fit().asked() == RetentionModelKind.BETA_GEOMETRIC;
    }

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
