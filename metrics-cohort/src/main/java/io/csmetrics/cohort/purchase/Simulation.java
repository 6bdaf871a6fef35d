package io.csmetrics.cohort.purchase;

import java.util.Arrays;

/** Customers drawn from a model, as many and as old as those that it was fitted to. They live in continuous time, as the model has it. */
final class Simulation {
    private final Sampler sampler;

    /** How often the customer drawn last came back, and when for the last time. */
    private int frequency;

    private double recency;

    Simulation(long randomStart) {
        sampler = new Sampler(randomStart);
    }

    /** Draws a customer of each age; those of one age who never came back are one row. */
    Histories purchases(PurchaseModel model, Histories like) {
        int customers = like.customers();
        int[] frequencies = new int[customers];
        double[] recencies = new double[customers];
        double[] ages = new double[customers];
        int[] alike = new int[customers];
        int rows = 0;
        for (int row = 0; row < like.size(); row++) {
            int silent = 0;
            for (int each = 0; each < like.customers(row); each++) {
                live(model, like.age(row));
                if (frequency == 0) {
                    silent++;
                } else {
                    frequencies[rows] = frequency;
                    recencies[rows] = recency;
                    ages[rows] = like.age(row);
                    alike[rows++] = 1;
                }
            }
            if (silent > 0) {
                ages[rows] = like.age(row);
                alike[rows++] = silent;
            }
        }
        return new Histories(
                Arrays.copyOf(frequencies, rows),
                Arrays.copyOf(recencies, rows),
                Arrays.copyOf(ages, rows),
                Arrays.copyOf(alike, rows));
    }

    private void live(PurchaseModel model, double age) {
        double rate = sampler.gamma(model.r(), model.alpha() * model.scale().days());
        double stopping = sampler.beta(model.a(), model.b());
        frequency = 0;
        recency = 0;
        boolean active = !(model instanceof MbgNbd) || !sampler.happens(stopping);
        while (active) {
            double next = recency + sampler.exponential(rate);
            if (next > age) {
                return;
            }
            frequency++;
            recency = next;
            active = !sampler.happens(stopping);
        }
    }

    /** Draws the mean spend of a customer with each frequency. */
    Spends spends(GammaGamma model, Spends like) {
        int[] frequencies = new int[like.size()];
        double[] means = new double[like.size()];
        for (int row = 0; row < frequencies.length; row++) {
            frequencies[row] = like.frequency(row);
            double rate = sampler.gamma(model.q(), model.v());
            means[row] = sampler.gamma(model.p() * frequencies[row], rate * frequencies[row]);
        }
        return new Spends(frequencies, means);
    }
}
