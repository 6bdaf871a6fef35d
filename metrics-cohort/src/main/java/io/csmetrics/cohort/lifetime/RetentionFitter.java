package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.inference.FitDiagnostics;
import io.csmetrics.cohort.inference.FittedParameter;
import io.csmetrics.cohort.lifetime.RetentionFit.Fitted;
import io.csmetrics.cohort.lifetime.RetentionFit.Refused;
import io.csmetrics.cohort.numeric.Maximiser;
import io.csmetrics.cohort.numeric.Maximum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Maximum likelihood of the models, and what it cannot tell. */
final class RetentionFitter {
    /** So alike are customers whose chances differ by less than counts could ever show. */
    private static final double ALIKE = 1e6;

    /** A gain in log-likelihood that is rounding. */
    private static final double ROUNDING = 1e-10;

    private final RetentionModelKind kind;
    private final ActiveCounts counts;
    private final double[] lost;
    private final double[] kept;
    private final RetentionLikelihood own;

    /** The weights may hold more than the counts, which then lend them something. */
    private RetentionFitter(RetentionModelKind kind, ActiveCounts counts, double[] lost, double[] kept) {
        this.kind = kind;
        this.counts = counts;
        this.lost = lost;
        this.kept = kept;
        own = new RetentionLikelihood(kind, doubles(counts.lost()), doubles(counts.kept()));
    }

    static RetentionFit fit(RetentionModelKind kind, ActiveCounts counts) {
        return new RetentionFitter(kind, counts, doubles(counts.lost()), doubles(counts.kept())).fit();
    }

    /** A fit of one cohort that is drawn to others: their lives take part with a weight. */
    static RetentionFit drawn(RetentionModelKind kind, ActiveCounts counts, ActiveCounts others, double weight) {
        double[] lost = added(counts.lost(), others.lost(), weight);
        double[] kept = added(counts.kept(), others.kept(), weight);
        return new RetentionFitter(kind, counts, lost, kept).fit();
    }

    static double[] doubles(long[] counts) {
        return LongStream.of(counts).asDoubleStream().toArray();
    }

    private static double[] added(long[] own, long[] others, double weight) {
        double[] sum = new double[Math.max(own.length, others.length)];
        for (int t = 0; t < sum.length; t++) {
            sum[t] = (t < own.length ? own[t] : 0) + (t < others.length ? weight * others[t] : 0);
        }
        return sum;
    }

    private RetentionFit fit() {
        Optional<Refused> refused = refusal();
        if (refused.isPresent()) {
            return refused.get();
        }
        Fitted geometric = geometric();
        return switch (kind) {
            case GEOMETRIC -> geometric;
            case BETA_GEOMETRIC -> betaGeometric(geometric);
            case BETA_DISCRETE_WEIBULL -> betaDiscreteWeibull(geometric);
        };
    }

    private Optional<Refused> refusal() {
        Optional<String> rise = counts.rise();
        if (counts.customers() == 0) {
            return refused(FitRefusal.NO_CUSTOMERS, "nobody began at period 0; give cohorts with customers");
        }
        if (rise.isPresent()) {
            return refused(
                    FitRefusal.RISING_COUNTS, rise.get() + "; count those who never lapsed, without who came back");
        }
        double allLost = DoubleStream.of(lost).sum();
        double allKept = DoubleStream.of(kept).sum();
        if (allLost + allKept == 0) {
            return refused(FitRefusal.NO_PERIOD, "no cohort is known beyond period 0; wait for the first renewal");
        }
        if (allKept == 0) {
            return refused(
                    FitRefusal.ALL_LOST_IN_FIRST_PERIOD,
                    "all " + counts.customers()
                            + " customers were lost in period 1; nothing tells how others would go on");
        }
        int periods = 0;
        for (int t = 1; t < lost.length; t++) {
            periods += lost[t] + kept[t] > 0 ? 1 : 0;
        }
        if (periods == 1 && kind != RetentionModelKind.GEOMETRIC) {
            return refused(
                    FitRefusal.ONE_PERIOD,
                    "customers were watched for one period only; a rate that changes with age needs two");
        }
        if (allLost == 0) {
            return refused(
                    FitRefusal.NO_LOSS,
                    "none of " + counts.customers()
                            + " customers was lost; every churn that is low enough fits as well");
        }
        if (allLost == lost[1] && kind != RetentionModelKind.GEOMETRIC) {
            return refused(
                    FitRefusal.LOSS_IN_FIRST_PERIOD_ONLY,
                    "nobody was lost after period 1; the model would say that nobody ever will be");
        }
        return periods < kind.parameters().size()
                ? refused(
                        FitRefusal.TOO_FEW_PERIODS,
                        periods + " periods do not tell " + kind.parameters().size()
                                + " parameters; fit a simpler model")
                : Optional.empty();
    }

    private static Optional<Refused> refused(FitRefusal reason, String detail) {
        return Optional.of(new Refused(reason, detail));
    }

    /** A closed form: the share lost of all who ever faced a renewal. */
    private Fitted geometric() {
        double allLost = DoubleStream.of(lost).sum();
        double faced = allLost + DoubleStream.of(kept).sum();
        double churn = allLost / faced;
        return fitted(
                new Geometric(churn),
                List.of(List.of(churn * (1 - churn) / faced)),
                new FitDiagnostics(true, 1, 1, 1, 0));
    }

    private RetentionFit betaGeometric(Fitted geometric) {
        List<double[]> starts = starts(geometric.model().firstChurn());
        Maximum best = Maximiser.maximise(new RetentionLikelihood(kind, lost, kept), starts);
        BetaGeometric model = (BetaGeometric) kind.at(best.at());
        double limit = new RetentionLikelihood(RetentionModelKind.GEOMETRIC, lost, kept).of(geometric.model());
        boolean differ = best.value() > limit + ROUNDING * Math.abs(limit) && model.alpha() + model.beta() < ALIKE;
        if (!differ) {
            return geometric;
        }
        return best.diagnostics().converged()
                ? fitted(model, covariance(model, best), best.diagnostics())
                : notConverged(best);
    }

    private RetentionFit betaDiscreteWeibull(Fitted geometric) {
        List<double[]> starts = new ArrayList<>();
        for (double[] start : starts(geometric.model().firstChurn())) {
            starts.add(new double[] {start[0], start[1], 0});
        }
        Maximum best = Maximiser.maximise(new RetentionLikelihood(kind, lost, kept), starts);
        RetentionModel model = kind.at(best.at());
        return best.diagnostics().converged() && best.at()[0] + best.at()[1] < 2 * Math.log(ALIKE)
                ? fitted(model, covariance(model, best), best.diagnostics())
                : notConverged(best);
    }

    private RetentionFit notConverged(Maximum best) {
        return new Refused(
                FitRefusal.NOT_CONVERGED,
                "the likelihood of " + kind.key() + " has no clear maximum after "
                        + best.diagnostics().evaluations() + " evaluations from "
                        + best.diagnostics().starts() + " starts; fit a simpler model, or give more periods");
    }

    /** Two that are far apart, and one that has the observed churn. */
    private static List<double[]> starts(double churn) {
        double unlike = Math.log(0.01);
        return List.of(new double[] {0, 0}, new double[] {unlike, unlike}, new double[] {
            Math.log(5 * churn), Math.log(5 * (1 - churn))
        });
    }

    private List<List<Double>> covariance(RetentionModel model, Maximum best) {
        double[] pace = kind.pace(model);
        List<List<Double>> rows = new ArrayList<>();
        best.covariance().ifPresent(of -> {
            for (int i = 0; i < pace.length; i++) {
                List<Double> row = new ArrayList<>();
                for (int j = 0; j < pace.length; j++) {
                    row.add(of[i][j] * pace[i] * pace[j]);
                }
                rows.add(row);
            }
        });
        return rows;
    }

    private Fitted fitted(RetentionModel model, List<List<Double>> covariance, FitDiagnostics diagnostics) {
        RetentionModelKind of = model.kind();
        double[] values = of.values(model);
        List<FittedParameter> parameters = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            parameters.add(new FittedParameter(
                    of.parameters().get(i),
                    values[i],
                    covariance.isEmpty()
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(Math.sqrt(covariance.get(i).get(i)))));
        }
        return new Fitted(kind, model, counts, own.of(model), parameters, covariance, diagnostics);
    }
}
