package io.csmetrics.health.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/** Logistic regression by plain Newton steps on Hipparchus matrices, in the units of the columns; the intercept comes first. */
final class LogisticOracle {
    private LogisticOracle() {}

    static RealMatrix design(double[][] columns) {
        RealMatrix design = MatrixUtils.createRealMatrix(columns[0].length, columns.length + 1);
        for (int row = 0; row < columns[0].length; row++) {
            design.setEntry(row, 0, 1);
            for (int column = 0; column < columns.length; column++) {
                design.setEntry(row, column + 1, columns[column][row]);
            }
        }
        return design;
    }

    static double loss(RealMatrix design, double[] targets, double penalty, RealVector at) {
        double loss = 0;
        double[] logOdds = design.operate(at).toArray();
        for (int row = 0; row < targets.length; row++) {
            loss += Math.log(1 + Math.exp(logOdds[row])) - targets[row] * logOdds[row];
        }
        for (int j = 1; j < at.getDimension(); j++) {
            loss += penalty / 2 * at.getEntry(j) * at.getEntry(j);
        }
        return loss;
    }

    static RealVector gradient(RealMatrix design, double[] targets, double penalty, RealVector at) {
        RealVector errors = design.operate(at).map(x -> 1 / (1 + Math.exp(-x)));
        errors = errors.subtract(MatrixUtils.createRealVector(targets));
        RealVector gradient = design.transpose().operate(errors);
        for (int j = 1; j < at.getDimension(); j++) {
            gradient.addToEntry(j, penalty * at.getEntry(j));
        }
        return gradient;
    }

    static RealMatrix information(RealMatrix design, double penalty, RealVector at) {
        RealMatrix weighted = design.copy();
        double[] logOdds = design.operate(at).toArray();
        for (int row = 0; row < logOdds.length; row++) {
            double p = 1 / (1 + Math.exp(-logOdds[row]));
            weighted.setRowVector(row, weighted.getRowVector(row).mapMultiply(p * (1 - p)));
        }
        RealMatrix information = design.transpose().multiply(weighted);
        for (int j = 1; j < at.getDimension(); j++) {
            information.addToEntry(j, j, penalty);
        }
        return information;
    }

    static RealVector fit(RealMatrix design, double[] targets, double penalty) {
        RealVector at = MatrixUtils.createRealVector(new double[design.getColumnDimension()]);
        for (int i = 0; i < 40; i++) {
            RealVector step = new LUDecomposition(information(design, penalty, at))
                    .getSolver()
                    .solve(gradient(design, targets, penalty, at));
            double scale = 1;
            double before = loss(design, targets, penalty, at);
            // the last steps move the loss by less than its rounding
            while (scale > 1e-9
                    && loss(design, targets, penalty, at.subtract(step.mapMultiply(scale))) > before + 1e-9) {
                scale /= 2;
            }
            at = at.subtract(step.mapMultiply(scale));
        }
        return at;
    }

    /** All coefficients at least 0: the best of the fits with some of them left out, over every choice of columns. */
    static RealVector fitNonNegative(double[][] columns, double[] targets, double penalty) {
        RealVector best = MatrixUtils.createRealVector(new double[columns.length + 1]);
        double least = Double.POSITIVE_INFINITY;
        for (int choice = 0; choice < 1 << columns.length; choice++) {
            List<double[]> chosen = new ArrayList<>();
            Set<Integer> indices = new TreeSet<>();
            for (int column = 0; column < columns.length; column++) {
                if ((choice >> column & 1) == 1) {
                    chosen.add(columns[column]);
                    indices.add(column + 1);
                }
            }
            RealMatrix design = chosen.isEmpty()
                    ? design(columns).getSubMatrix(0, targets.length - 1, 0, 0)
                    : design(chosen.toArray(double[][]::new));
            RealVector fit = fit(design, targets, penalty);
            double loss = loss(design, targets, penalty, fit);
            boolean allowed = true;
            RealVector whole = MatrixUtils.createRealVector(new double[columns.length + 1]);
            whole.setEntry(0, fit.getEntry(0));
            int next = 1;
            for (int index : indices) {
                allowed &= fit.getEntry(next) >= 0;
                whole.setEntry(index, fit.getEntry(next++));
            }
            if (allowed && loss < least) {
                least = loss;
                best = whole;
            }
        }
        return best;
    }
}
