package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.lifetime.LifetimeFigure.Known;
import io.csmetrics.cohort.lifetime.LifetimeFigure.Refused;
import java.util.Locale;

/**
 * Sums of {@code survival(n + j) / survival(n) * z^j} over {@code j} from 0 on, plain or weighted by {@code j + 1}; {@code z = 1 / (1 + d)}.
 * For the beta-geometric model the plain one is {@code 2F1(1, beta + n; alpha + beta + n; z)}, added term by term.
 */
final class LifetimeSum {
    /** Below it the terms fall off so slowly that they are not worth waiting for. */
    private static final double LEAST_DISCOUNT = 1e-5;

    private static final double NEGLIGIBLE = 1e-16;

    private final RetentionModel model;
    private final double discount;
    private final Horizon horizon;
    private final boolean weighted;

    LifetimeSum(RetentionModel model, double discount, Horizon horizon, boolean weighted) {
        this.model = model;
        this.discount = discount;
        this.horizon = horizon;
        this.weighted = weighted;
    }

    LifetimeFigure from(int renewals) {
        if (horizon.periods().isPresent()) {
            return new Known(added(renewals));
        }
        if (model instanceof Geometric geometric) {
            double each = (1 + discount) / (discount + geometric.churn());
            return new Known(weighted ? each * each : each);
        }
        if (discount == 0) {
            return undiscounted(renewals);
        }
        return discount < LEAST_DISCOUNT
                ? new Refused(
                        LifetimeRefusal.TINY_DISCOUNT,
                        "discount of " + discount + " a period is below " + LEAST_DISCOUNT
                                + "; give a horizon, or no discount")
                : new Known(added(renewals));
    }

    private double added(int renewals) {
        double z = 1 / (1 + discount);
        double term = 1;
        double sum = 1;
        int most = horizon.count();
        for (int j = 1; j < most; j++) {
            term *= model.retentionRate(Math.addExact(renewals, j)) * z;
            double next = weighted ? (j + 1.0) * term : term;
            sum += next;
            if (next < NEGLIGIBLE * sum) {
                break;
            }
        }
        return sum;
    }

    /** Survival falls off like {@code t^-tail}: the sum is finite where that is fast enough. */
    private LifetimeFigure undiscounted(int renewals) {
        double tail = model instanceof BetaGeometric sbg ? sbg.alpha() : tail((BetaDiscreteWeibull) model);
        int least = weighted ? 2 : 1;
        if (tail <= least) {
            return new Refused(
                    LifetimeRefusal.INFINITE,
                    String.format(
                            Locale.ROOT,
                            "without a discount it is infinite, since survival falls off like 1 / t^%.4g and would have to "
                                    + "faster than 1 / t%s; give a discount or a horizon",
                            tail,
                            weighted ? "^2" : ""));
        }
        if (!(model instanceof BetaGeometric sbg)) {
            return new Refused(
                    LifetimeRefusal.NO_CLOSED_FORM,
                    "without a discount the lifetime of " + model.kind().key()
                            + " is finite but has no closed form; give a discount or a horizon");
        }
        double both = sbg.alpha() + sbg.beta() + renewals;
        double plain = (both - 1) / (sbg.alpha() - 1);
        return new Known(weighted ? plain * (both - 2) / (sbg.alpha() - 2) : plain);
    }

    private static double tail(BetaDiscreteWeibull model) {
        return model.alpha() * model.shape();
    }
}
