package io.csmetrics.cohort.purchase;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.lifetime.LifetimeFigure;
import io.csmetrics.cohort.lifetime.LifetimeRefusal;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;

/**
 * A model fitted again and again to customers drawn from it (parametric bootstrap): how different could it be, if the customers had been
 * others of the same kind? Any figure that can be computed of the model has an interval: a parameter, an expected number of purchases, the
 * value of a customer or of all.
 *
 * <p>Drawn customers buy in continuous time; in the data the purchases of one day are one, which makes the fastest look slower. Each draw has as many customers as the summary, of the same ages (for spend: with the same frequencies), and is the same on every
 * machine. The draws know nothing of how well the model fits: where it does not, the intervals are too narrow.
 *
 * <p>Source: Efron and Tibshirani (1993), "An introduction to the bootstrap", chapter 6.5.
 *
 * @param <M> the kind of model
 */
public final class ModelDraws<M> {
    /** With more draws without a fit, those that have one are no fair sample any more. */
    private static final double MOST_FAILED = 0.05;

    /** One minus the double 0.9 is not quite 0.1, and 19 draws are enough for it. */
    private static final double ROUNDING = 1e-12;

    private final List<Optional<M>> models;
    private final long randomStart;

    private ModelDraws(List<Optional<M>> models, long randomStart) {
        this.models = List.copyOf(models);
        this.randomStart = randomStart;
    }

    /**
     * Draws customers from a model of purchases, and fits it to each draw.
     *
     * @param model the model
     * @param summary the customers that it was fitted to
     * @param draws how many times, 1 or more; intervals of 95 % need 39, and settle with some hundreds
     * @param randomStart where the stream of random numbers begins
     * @return the draws
     * @throws IllegalArgumentException if there is no draw
     */
    public static ModelDraws<PurchaseModel> of(
            PurchaseModel model, PurchaseSummary summary, int draws, long randomStart) {
        return of(model, Histories.of(summary), draws, randomStart);
    }

    static ModelDraws<PurchaseModel> of(PurchaseModel model, Histories histories, int draws, long randomStart) {
        DropoutFit<? extends PurchaseModel> fit = DropoutFit.like(model);
        return draw(
                draws,
                randomStart,
                start -> fit.refit(new Simulation(start).purchases(model, histories), model)
                        .map(Function.identity()));
    }

    /**
     * Draws spends from a model of spend, and fits it to each draw.
     *
     * @param model the model
     * @param summary the customers that it was fitted to
     * @param draws how many times, 1 or more; intervals of 95 % need 39, and settle with some hundreds
     * @param randomStart where the stream of random numbers begins
     * @return the draws
     * @throws IllegalArgumentException if there is no draw
     */
    public static ModelDraws<GammaGamma> of(GammaGamma model, PurchaseSummary summary, int draws, long randomStart) {
        Spends spends = Spends.of(summary);
        return draw(draws, randomStart, start -> SpendFit.refit(new Simulation(start).spends(model, spends), model));
    }

    private static <M> ModelDraws<M> draw(int draws, long randomStart, LongFunction<Optional<M>> fit) {
        if (draws < 1) {
            throw new IllegalArgumentException("draws " + draws + " must be 1 or more; some hundreds are usual");
        }
        SplitMix64 starts = new SplitMix64(randomStart);
        List<Optional<M>> models = new ArrayList<>();
        for (int draw = 0; draw < draws; draw++) {
            models.add(fit.apply(starts.nextLong()));
        }
        return new ModelDraws<>(models, randomStart);
    }

    /** Joins each draw with that of the same number; it fails where one of them does. */
    <N, R> ModelDraws<R> with(ModelDraws<N> other, BiFunction<M, N, R> join) {
        List<Optional<R>> joined = new ArrayList<>();
        for (int draw = 0; draw < models.size(); draw++) {
            Optional<N> right = other.models.get(draw);
            joined.add(models.get(draw).flatMap(left -> right.map(each -> join.apply(left, each))));
        }
        return new ModelDraws<>(joined, randomStart);
    }

    /**
     * Returns how many draws were made.
     *
     * @return the number
     */
    public int draws() {
        return models.size();
    }

    /**
     * Returns how many draws could not be fitted. They are left out of the intervals.
     *
     * @return the number
     */
    public int failed() {
        return draws() - models().size();
    }

    /**
     * Returns where the stream of random numbers began. With the same model and customers it gives the same draws again.
     *
     * @return the start
     */
    public long randomStart() {
        return randomStart;
    }

    /**
     * Returns the models.
     *
     * @return the model of each draw that could be fitted, in the order of the draws
     */
    public List<M> models() {
        return models.stream().flatMap(Optional::stream).toList();
    }

    /**
     * Returns the interval of a figure by percentiles. Defined as the figures of rank {@code (n + 1) * tail} and {@code (n + 1) * (1 -
     * tail)} of the n draws with a fit, on a straight line between ranks (Davison and Hinkley 1997, "Bootstrap methods and their
     * application").
     *
     * @param figure the figure of a model; an infinite one ranks above all others
     * @param confidence how sure the interval is to hold the true figure
     * @return the interval, or the reason why there is none
     */
    public DrawnInterval interval(Function<? super M, LifetimeFigure> figure, Confidence confidence) {
        List<M> fitted = models();
        if (failed() > MOST_FAILED * draws()) {
            return new DrawnInterval.Refused(
                    DrawnInterval.Reason.NOT_FITTED,
                    failed() + " of " + draws()
                            + " draws could not be fitted; the customers are too few to tell the parameters");
        }
        double low = (fitted.size() + 1) * confidence.tail() * (1 + ROUNDING);
        if (low < 1) {
            return new DrawnInterval.Refused(
                    DrawnInterval.Reason.TOO_FEW_DRAWS,
                    fitted.size() + " draws are too few for an interval of " + confidence.level() + "; make at least "
                            + (int) Math.ceil((1 - ROUNDING) / confidence.tail() - 1));
        }
        double[] figures = new double[fitted.size()];
        for (int draw = 0; draw < figures.length; draw++) {
            LifetimeFigure of = figure.apply(fitted.get(draw));
            if (of instanceof LifetimeFigure.Refused refused && refused.reason() != LifetimeRefusal.INFINITE) {
                return new DrawnInterval.Refused(DrawnInterval.Reason.NO_FIGURE, refused.detail());
            }
            figures[draw] = of.number().orElse(Double.POSITIVE_INFINITY);
        }
        Arrays.sort(figures);
        double upper = at(figures, fitted.size() + 1 - low);
        if (!Double.isFinite(upper)) {
            return new DrawnInterval.Refused(
                    DrawnInterval.Reason.INFINITE,
                    "the figure is infinite in so many draws that the interval has no upper end");
        }
        return new DrawnInterval.Drawn(
                new Interval(at(figures, low), upper), confidence, draws(), failed(), randomStart);
    }

    /**
     * Returns the interval of a figure that every model has, such as a parameter or an expected number of purchases, as {@link #interval}
     * does.
     *
     * @param number the figure of a model, finite
     * @param confidence how sure the interval is to hold the true figure
     * @return the interval, or the reason why there is none
     * @throws IllegalArgumentException if a figure is not finite
     */
    public DrawnInterval intervalOfNumber(ToDoubleFunction<? super M> number, Confidence confidence) {
        return interval(model -> new LifetimeFigure.Known(number.applyAsDouble(model)), confidence);
    }

    private static double at(double[] ascending, double rank) {
        int below = Math.min(ascending.length, (int) rank);
        double value = ascending[below - 1];
        return rank > below && below < ascending.length ? value + (rank - below) * (ascending[below] - value) : value;
    }
}
