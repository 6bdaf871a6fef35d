package io.csmetrics.cli.sample;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Signs of wanting more, and things bought beside the subscription. */
final class Growth {
    private static final List<String> SIGNALS = List.of("seats-full", "limit-reached", "asked-for-price");
    private static final List<String> PRODUCTS = List.of("training", "report-pack", "storage");

    private Growth() {}

    static void add(Customer customer, SampleRecords to) {
        // users that are recorded show their signals after their activation
        if (customer.users() == 0) {
            addSignals(customer, to);
        }
        customer.life().wholeQuarters().forEach(quarter -> addPurchases(customer, quarter, to));
    }

    private static void addSignals(Customer customer, SampleRecords to) {
        RandomStream random = customer.random("expansion-signal");
        Life life = customer.life();
        for (Instant at : random.moments(life.startsAt(), life.endsAt(), Rates.perDay(Rates.SIGNAL_IN_90_DAYS))) {
            addSignal(customer, at, random, to);
        }
    }

    static void addSignal(Customer customer, Instant at, RandomStream random, SampleRecords to) {
        to.add(customer, customer.event("expansion-signal", at).attribute("signal", random.choose(SIGNALS)));
    }

    private static void addPurchases(Customer customer, LocalDate quarter, SampleRecords to) {
        RandomStream random = customer.random("purchases" + quarter);
        if (random.chance(Rates.BUYS_IN_QUARTER)) {
            for (int left = Rates.PURCHASES.draw(random); left > 0; left--) {
                Instant at = random.within(Life.startOf(quarter), Life.startOf(Life.next(quarter)));
                to.add(
                        customer,
                        customer.event("purchase", at)
                                .value(BigDecimal.valueOf(random.between(1, 20) * 50L))
                                .attribute("product", random.choose(PRODUCTS)));
            }
        }
    }
}
