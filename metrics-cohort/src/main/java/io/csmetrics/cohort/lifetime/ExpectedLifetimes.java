package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.lifetime.LifetimeFigure.Known;
import io.csmetrics.cohort.lifetime.LifetimeFigure.Refused;
import io.csmetrics.cohort.lifetime.RetentionFit.Fitted;
import io.csmetrics.period.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * How many periods customers are expected to pay for from now on, each discounted to now: multiplied by what a period brings it is a value.
 *
 * <p>Source: Fader and Hardie (2010), "Customer-base valuation in a contractual setting: the perils of ignoring heterogeneity".
 */
public final class ExpectedLifetimes {
    private static final int SHOWN = 8;

    private final RetentionModel model;
    private final Discounting terms;
    private final double discount;

    private ExpectedLifetimes(RetentionModel model, Discounting terms, double discount) {
        this.model = model;
        this.terms = terms;
        this.discount = discount;
    }

    /**
     * Adds up by a fitted model. The discount is turned into one of a period of its counts.
     *
     * @param fit the fit
     * @param terms the conventions
     * @return the lifetimes
     * @throws IllegalArgumentException if the discount is of a period of the calendar and the counts are of periods of unknown length
     */
    public static ExpectedLifetimes of(Fitted fit, Discounting terms) {
        return of(fit.model(), terms.rate().in(fit.counts().period().orElse(null)), terms);
    }

    /**
     * Adds up by a model of periods of the calendar.
     *
     * @param model the model
     * @param period the length of its periods
     * @param terms the conventions
     * @return the lifetimes
     */
    public static ExpectedLifetimes of(RetentionModel model, Grain period, Discounting terms) {
        return of(model, terms.rate().in(period), terms);
    }

    /**
     * Adds up by a model of periods of any length, such as terms of contracts.
     *
     * @param model the model
     * @param terms the conventions, with a discount of such a period
     * @return the lifetimes
     * @throws IllegalArgumentException if the discount is of a period of the calendar
     */
    public static ExpectedLifetimes of(RetentionModel model, Discounting terms) {
        return of(model, terms.rate().in(null), terms);
    }

    /** The discount is already of a period. */
    static ExpectedLifetimes of(RetentionModel model, double discount, Discounting terms) {
        return new ExpectedLifetimes(model, terms, discount);
    }

    /**
     * Returns the conventions.
     *
     * @return how payments are added up
     */
    public Discounting terms() {
        return terms;
    }

    /** The discount of a period of the model. */
    double discount() {
        return discount;
    }

    /**
     * Returns the discounted expected lifetime of a new customer (DEL). Defined as {@code sum of survival(t) / (1 + d)^t} from 0 on, its
     * first payment being at 0 if it pays in advance. Without a discount and with an infinite horizon it is the expected lifetime,
     * {@code (alpha + beta - 1) / (alpha - 1)} by the beta-geometric model.
     *
     * @return the number of periods, at least 1 if paid in advance; refused where it is infinite
     */
    public LifetimeFigure fromStart() {
        return residual(0, RenewalTiming.AFTER_RENEWAL);
    }

    /**
     * Returns the discounted expected residual lifetime of a customer at a renewal (DERL). Before renewal {@code n} defined as
     * {@code sum of survival(n + j) / survival(n - 1) / (1 + d)^j} over {@code j} from 0 on: the payment of the renewal that it faces is not
     * discounted, if made in advance. After it the same over {@code survival(n)}.
     *
     * @param renewal the renewal {@code n}, 1 or more; 0 for a new customer, who faces none
     * @param timing whether it is still to be made
     * @return the number of periods; refused where it is infinite
     * @throws IllegalArgumentException if the renewal is below 1, or below 0 after it
     */
    public LifetimeFigure residual(int renewal, RenewalTiming timing) {
        boolean before = timing == RenewalTiming.BEFORE_RENEWAL;
        RetentionModelKind.requirePeriod(renewal, before ? 1 : 0);
        double paid = terms.payment() == PaymentTiming.ADVANCE ? 1 : 1 / (1 + discount);
        double factor = before ? model.retentionRate(renewal) * paid : paid;
        return mapped(sum(false, terms.horizon()).from(renewal), sum -> factor * sum);
    }

    /**
     * Returns by how much percent the residual lifetime of the group that faces a renewal rises if all of its retention rates, from this one
     * on, rise by one percent. Defined as {@code sum of (j + 1) * term(j) / sum of term(j)} with the terms of the residual lifetime: for a small
     * rise it is the ratio of the two changes. It tells what retention work is worth; a rise of a rate that is near 1 has little room.
     *
     * @param renewal the renewal, 1 or more
     * @return the elasticity, at least 1; refused where it is infinite, which without a discount it may be where the lifetime is not
     * @throws IllegalArgumentException if the renewal is below 1
     */
    public LifetimeFigure groupElasticity(int renewal) {
        RetentionModelKind.requirePeriod(renewal, 1);
        LifetimeFigure weighted = sum(true, terms.horizon()).from(renewal);
        LifetimeFigure plain = sum(false, terms.horizon()).from(renewal);
        return plain instanceof Known known ? mapped(weighted, sum -> sum / known.value()) : plain;
    }

    /**
     * Returns the mean over the customers that face a renewal of the elasticity of each: by how much percent its own residual lifetime rises if
     * its own retention rate rises by one percent. Defined as {@code 2F1(1, beta + n - 1; alpha + beta + n - 1; 1 / (1 + d))}, which is one
     * more than the discounted residual lifetime: the retention elasticity of Fader and Hardie (2010). It is at most
     * {@link #groupElasticity}, which weighs customers by their lifetimes.
     *
     * @param renewal the renewal, 1 or more
     * @return the elasticity, at least 1; refused where it is infinite, for a finite horizon, and where the rates of a customer change with age
     * @throws IllegalArgumentException if the renewal is below 1
     */
    public LifetimeFigure meanElasticity(int renewal) {
        RetentionModelKind.requirePeriod(renewal, 1);
        if (terms.horizon().periods().isPresent() || model instanceof BetaDiscreteWeibull) {
            return new Refused(
                    LifetimeRefusal.NOT_DEFINED,
                    "the elasticity of a customer needs one retention rate for ever; take that of the group for "
                            + model.kind().key() + " over " + terms.horizon());
        }
        return sum(false, Horizon.infinite()).from(renewal - 1);
    }

    private LifetimeSum sum(boolean weighted, Horizon horizon) {
        return new LifetimeSum(model, discount, horizon, weighted);
    }

    private static LifetimeFigure mapped(LifetimeFigure figure, DoubleUnaryOperator change) {
        return figure instanceof Known known ? new Known(change.applyAsDouble(known.value())) : figure;
    }

    /**
     * Returns the lifetimes of new customers and at the first renewals as lines of text, with their conventions.
     *
     * @return the text
     */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("model: " + LifetimeText.of(model));
        lines.add("terms: " + terms);
        lines.add("periods from the start: " + text(fromStart()));
        for (int renewal = 1; renewal <= SHOWN; renewal++) {
            lines.add(
                    "periods before renewal " + renewal + ": " + text(residual(renewal, RenewalTiming.BEFORE_RENEWAL)));
        }
        lines.add(LifetimeText.LIMITS);
        return String.join("\n", lines);
    }

    private static String text(LifetimeFigure figure) {
        return figure instanceof Known known
                ? String.format(Locale.ROOT, "%.4f", known.value())
                : "none, " + ((Refused) figure).detail();
    }
}
