package io.csmetrics.cohort.lifetime;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A fit for each cohort. Small cohorts alone give wild parameters, or none; shrinkage lends each of them something of the others.
 *
 * <p>Shrinkage is a power prior (Ibrahim and Chen 2000, "Power prior distributions for regression models"): the lives of the other cohorts
 * take part in the likelihood of a cohort as if they were so many customers. Defined as
 * {@code logLikelihood(cohort) + worth / customers(others) * logLikelihood(others)}. It is chosen because its one number is read in
 * customers, it needs no prior of parameters that nobody can name, it does not depend on how the model is written, and it gives an answer
 * for a cohort of one period or without a loss: with a worth of 0 cohorts stand alone, with a large one all are the pooled model. A worth
 * equal to the customers of a cohort counts them and the others half each.
 */
public final class CohortFits {
    private final RetentionModelKind kind;
    private final double worth;
    private final TreeMap<String, RetentionFit> fits;

    private CohortFits(RetentionModelKind kind, double worth, SortedMap<String, RetentionFit> fits) {
        this.kind = kind;
        this.worth = worth;
        this.fits = new TreeMap<>(fits);
    }

    /**
     * Fits each cohort alone.
     *
     * @param kind the model
     * @param counts the counts
     * @return a fit, or why there is none, for each cohort
     */
    public static CohortFits separate(RetentionModelKind kind, ActiveCounts counts) {
        return shrunk(kind, counts, 0);
    }

    /**
     * Fits each cohort with something of the others. The log-likelihood of each fit is that of its own counts, the errors are those of both
     * together.
     *
     * @param kind the model
     * @param counts the counts; where some rise, nothing is lent
     * @param worth as how many customers the others count, 0 or more
     * @return a fit, or why there is none, for each cohort
     * @throws IllegalArgumentException if the worth is not a finite number of 0 or more
     */
    public static CohortFits shrunk(RetentionModelKind kind, ActiveCounts counts, double worth) {
        if (!(worth >= 0 && worth < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "worth " + worth + " of the other cohorts must be a finite number of customers, 0 or more");
        }
        TreeMap<String, RetentionFit> fits = new TreeMap<>();
        for (String cohort : counts.cohorts()) {
            ActiveCounts others = counts.without(cohort);
            ActiveCounts own = counts.only(cohort);
            fits.put(
                    cohort,
                    worth > 0 && others.customers() > 0 && others.rise().isEmpty()
                            ? RetentionFitter.drawn(kind, own, others, worth / others.customers())
                            : kind.fit(own));
        }
        return new CohortFits(kind, worth, fits);
    }

    /**
     * Returns the fits.
     *
     * @return a fit, or why there is none, by cohort
     */
    public SortedMap<String, RetentionFit> fits() {
        return Collections.unmodifiableSortedMap(fits);
    }

    /**
     * Returns as how many customers the other cohorts counted.
     *
     * @return the number, 0 where each cohort stands alone
     */
    public double worth() {
        return worth;
    }

    /**
     * Returns a line for each cohort.
     *
     * @return the text
     */
    @Override
    public String toString() {
        List<String> lines = LifetimeText.lines(fits);
        return kind.key() + " of each cohort, the others counting as " + LifetimeText.plain(worth) + " customers\n"
                + String.join("\n", lines);
    }
}
