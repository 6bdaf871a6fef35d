package io.csmetrics.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the peers are given: generated on demand, the same whenever it is generated; and a folder of customer data, if there is one. */
final class Generated {
    private final int accounts;
    private final Path folder;
    private final Path customers;
    private @Nullable RevenueBook revenue;

    /**
     * Generates nothing yet.
     *
     * @param accounts how many accounts, at least 1
     * @param folder where files are written, and found again
     * @param customers a folder of customer data, which only tasks read that need it
     */
    Generated(int accounts, Path folder, Path customers) {
        this.accounts = accounts;
        this.folder = folder;
        this.customers = customers;
    }

    int accounts() {
        return accounts;
    }

    Path folder() {
        return folder;
    }

    Path customers() {
        return customers;
    }

    RevenueBook revenue() {
        RevenueBook book = Optional.ofNullable(revenue).orElseGet(() -> RevenueBook.of(accounts));
        revenue = book;
        return book;
    }

    HealthBook health() {
        return HealthBook.of(accounts);
    }

    SurveyBook surveys() {
        return SurveyBook.of(accounts);
    }

    Sheets sheets() {
        return Sheets.read(customers);
    }

    BookFile file(AccountIds ids) {
        return BookFile.in(folder, revenue(), ids);
    }
}
