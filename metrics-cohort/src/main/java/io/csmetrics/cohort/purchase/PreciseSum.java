package io.csmetrics.cohort.purchase;

/**
 * A sum that keeps what rounding takes from it. Near the maximum of a likelihood the steps of a search are told apart by the last digits
 * of a sum over thousands of customers, whose parts are larger than the sum.
 *
 * <p>Source: Neumaier (1974), "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen".
 */
final class PreciseSum {
    private double sum;
    private double lost;

    void add(double value) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
        sum = next;
    }

    double value() {
        return sum + lost;
    }
}
