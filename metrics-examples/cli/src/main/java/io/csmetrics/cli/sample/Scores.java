package io.csmetrics.cli.sample;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * Whole numbers from {@code lowest} on, by how likely each is.
 *
 * @param lowest the first number
 * @param weights how likely that and the next ones are; they add up to 1
 */
record Scores(int lowest, List<Double> weights) {
    static Scores from(int lowest, Double... weights) {
        return new Scores(lowest, List.of(weights));
    }

    /** All numbers of a span alike. */
    static Scores alike(int lowest, int highest) {
        Double[] weights = new Double[highest - lowest + 1];
        Arrays.fill(weights, 1.0 / weights.length);
        return from(lowest, weights);
    }

    int draw(RandomStream random) {
        return lowest
                + random.pick(weights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    BigDecimal drawDecimal(RandomStream random) {
        return BigDecimal.valueOf(draw(random));
    }

    double mean() {
        return moment(1);
    }

    /** The standard deviation. */
    double spread() {
        return Math.sqrt(moment(2) - mean() * mean());
    }

    /** How likely a number of at least {@code score} is. */
    double shareFrom(int score) {
        return weights.subList(score - lowest, weights.size()).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private double moment(int power) {
        double sum = 0;
        for (int i = 0; i < weights.size(); i++) {
            sum += weights.get(i) * Math.pow(lowest + i, power);
        }
        return sum;
    }
}
