package io.csmetrics.cohort.experiment;

import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.kpi.KpiResult;
import java.util.OptionalDouble;

/**
 * A correlation such as {@link OperationsKpis#CHECK_IN_IMPACT_SCORE} beside experiments: what it is, and what it is not. Whoever is in touch
 * with customers chooses with whom, so that a correlation is of the lowest grade, however strong it is; what check-ins do is told by
 * {@link RetentionKpis#INTERVENTION_EFFECT}.
 *
 * @param name the name of the KPI
 * @param correlation -1 to 1; empty where it does not exist
 */
public record CorrelationReading(String name, OptionalDouble correlation) {

    /**
     * Checks the correlation.
     *
     * @throws IllegalArgumentException if it is not -1 to 1
     */
    public CorrelationReading {
        if (correlation.isPresent() && !(Math.abs(correlation.getAsDouble()) <= 1)) {
            throw new IllegalArgumentException("correlation " + correlation.getAsDouble() + " of \"" + name
                    + "\" must be -1 to 1; read a KPI that is one");
        }
    }

    /**
     * Reads a KPI.
     *
     * @param result the result of a KPI whose unit is {@link KpiUnit#CORRELATION}
     * @return the reading
     * @throws IllegalArgumentException if the KPI is no correlation
     */
    public static CorrelationReading of(KpiResult result) {
        if (result.kpi().unit() != KpiUnit.CORRELATION) {
            throw new IllegalArgumentException("\"" + result.kpi().key() + "\" in "
                    + result.kpi().unit() + " must be a correlation; read an effect by an experiment");
        }
        return new CorrelationReading(
                result.kpi().definition().name(),
                result.value().stream().mapToDouble(Number::doubleValue).findFirst());
    }

    /**
     * Returns how much it tells of a cause.
     *
     * @return always {@link CausalGrade#NAIVE}
     */
    public CausalGrade grade() {
        return CausalGrade.NAIVE;
    }

    /**
     * Returns what may be said.
     *
     * @return two sentences
     */
    public String sentence() {
        String told = correlation.isPresent()
                ? "\"" + name + "\" is a correlation of " + Wording.plain(correlation.getAsDouble())
                        + ", no effect: accounts were not assigned at random."
                : "\"" + name + "\" does not exist here, and would be a correlation, no effect.";
        return told + " To say more takes " + grade().needed() + ".";
    }

    /**
     * Returns the sentence.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return sentence();
    }
}
