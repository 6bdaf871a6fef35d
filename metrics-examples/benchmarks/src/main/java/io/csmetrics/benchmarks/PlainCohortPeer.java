package io.csmetrics.benchmarks;

import java.util.List;

/** What one writes without a library: the balance of each customer at the end of each month since it started. */
final class PlainCohortPeer implements CohortPeer {
    private final List<PlainPeer.Customer> customers;

    PlainCohortPeer(List<PlainPeer.Customer> customers) {
        this.customers = customers;
    }

    @Override
    public long[] triangle() {
        long[] output = CohortOutput.create();
        long[] monthEnds = new long[RevenueBook.MONTHS + 1];
        for (PlainPeer.Customer customer : customers) {
            PlainPeer.Movement first = customer.movements().get(0);
            int cohort = PlainPeer.slot(first.on()) - 1;
            if (cohort >= 0) {
                output[CohortOutput.at(cohort)]++;
                output[CohortOutput.at(cohort) + 1] += first.cents();
                PlainPeer.fillMonthEnds(customer, monthEnds);
                for (int age = 0; age < RevenueBook.MONTHS - cohort; age++) {
                    long balance = monthEnds[cohort + age + 1];
                    int at = CohortOutput.at(cohort, age);
                    output[at] += balance > 0 ? 1 : 0;
                    output[at + 1] += balance;
                }
            }
        }
        return output;
    }
}
