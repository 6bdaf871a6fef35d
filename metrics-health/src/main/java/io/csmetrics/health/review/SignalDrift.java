package io.csmetrics.health.review;

import io.csmetrics.health.statistics.DriftVerdict;
import io.csmetrics.health.statistics.PopulationStability;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a signal, or the score, has moved from a reference: the population stability index of its usable values, and that of the accounts
 * with and without one. A feed that broke shows first as missing. Made by {@link DriftReport}.
 *
 * @param name the id of the signal; {@link DriftReport#SCORE} for the score
 * @param values the comparison of the usable values; empty where a side has none
 * @param missing the comparison of the accounts with and without a usable value; empty where a side has no account
 * @param missingBefore the share of accounts of the reference without a usable value, 0 to 1; empty where it has no account
 * @param missingNow the share of today's accounts without a usable value, 0 to 1; empty where there is none
 */
public record SignalDrift(
        String name,
        Optional<PopulationStability> values,
        Optional<PopulationStability> missing,
        OptionalDouble missingBefore,
        OptionalDouble missingNow) {

    /** Checks that all parts are there. */
    public SignalDrift {
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(missing, "missing");
    }

    /**
     * Returns the larger of both indexes.
     *
     * @return the index, at least 0; 0 where nothing can be compared
     */
    public double index() {
        return Math.max(
                values.map(PopulationStability::index).orElse(0.0),
                missing.map(PopulationStability::index).orElse(0.0));
    }

    /**
     * Reads the larger of both indexes.
     *
     * @return the verdict
     */
    public DriftVerdict verdict() {
        return DriftVerdict.of(index());
    }

    /**
     * Returns the drift as text.
     *
     * @return such as {@code nps: PSI 0.031, missing 5 % → 60 % (PSI 1.781), shifted}
     */
    @Override
    public String toString() {
        return name + ": PSI " + index(values) + ", missing " + percent(missingBefore) + " → " + percent(missingNow)
                + " (PSI " + index(missing) + "), "
                + switch (verdict()) {
                    case STABLE -> "stable";
                    case SHIFTING -> "shifting";
                    case SHIFTED -> "shifted";
                };
    }

    private static String index(Optional<PopulationStability> stability) {
        return stability.map(each -> decimal(each.index(), 3)).orElse("unknown");
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? decimal(100 * share.getAsDouble(), 0) + " %" : "unknown";
    }

    private static String decimal(double number, int decimals) {
        return BigDecimal.valueOf(number)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
