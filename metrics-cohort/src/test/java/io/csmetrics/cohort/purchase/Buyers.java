package io.csmetrics.cohort.purchase;

import java.time.LocalDate;
import org.joda.money.CurrencyUnit;

/** Customers drawn from models with known parameters, day by day, as a shop would see them. */
final class Buyers {
    static final LocalDate AS_OF = LocalDate.of(2026, 9, 30);
    static final BgNbd PUBLISHED = new BgNbd(0.243, 4.414, 0.793, 2.426, TimeScale.WEEKS);
    static final GammaGamma SPEND = new GammaGamma(6.25, 3.74, 15.44, CurrencyUnit.USD);

    private Buyers() {}

    /** Customers whose first purchases fall evenly into the first 12 of 39 weeks. */
    static PurchaseSummary summary(PurchaseModel model, GammaGamma spend, int customers, long randomStart) {
        PurchaseSummary.Builder builder = PurchaseSummary.builder(AS_OF, spend.currency());
        Sampler sampler = new Sampler(randomStart);
        for (int customer = 0; customer < customers; customer++) {
            int age = 273 - customer % 84;
            LocalDate first = AS_OF.minusDays(age);
            double rate = sampler.gamma(model.r(), model.alpha() * model.scale().days());
            double stopping = sampler.beta(model.a(), model.b());
            double spendRate = sampler.gamma(spend.q(), spend.v());
            String id = "c" + customer;
            double time = 0;
            boolean active = true;
            while (active && time < age + 1) {
                long cents = Math.round(100 * sampler.gamma(spend.p(), spendRate));
                builder.addMinor(id, first.plusDays((long) time), cents);
                active = (time == 0 && model instanceof BgNbd) || !sampler.happens(stopping);
                time += sampler.exponential(rate);
            }
        }
        return builder.build();
    }

    /** Ages of customers who began evenly in the first 12 of 39 weeks. */
    static Histories ages(int customers) {
        int[] frequencies = new int[84];
        double[] recencies = new double[84];
        double[] ages = new double[84];
        int[] alike = new int[84];
        for (int row = 0; row < 84; row++) {
            ages[row] = 190 + row;
            alike[row] = customers / 84;
        }
        return new Histories(frequencies, recencies, ages, alike);
    }
}
