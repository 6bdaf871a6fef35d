package io.csmetrics.benchmarks;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.io.DataFolder;
import io.csmetrics.kpi.KpiFacts;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All KPIs of the catalogue over the last 24 months of a folder of customer data, in 12 cells. */
final class Sheets {
    private static final int MONTHS = 24;
    private static final int CELLS = 12;

    /** Some more parts than threads, which evens out parts of different sizes. */
    private static final int PARTS = 4;

    private final CustomerData data;
    private final KpiSheet sheet;

    private Sheets(CustomerData data) {
        this.data = data;
        YearMonth last = data.ledger().movements().stream()
                .map(RevenueMovement::effectiveOn)
                .max(Comparator.naturalOrder())
                .map(YearMonth::from)
                .orElseThrow();
        sheet = KpiSheet.of(KpiCatalog.standard().kpis())
                .over(ReportingPeriod.months(last.minusMonths(MONTHS - 1L), MONTHS))
                .by(Segmentation.by(
                        "cell",
                        account -> Integer.toString(Math.floorMod(account.id().hashCode(), CELLS))));
    }

    static Sheets read(Path folder) {
        try {
            return new Sheets(DataFolder.read(folder, ZoneOffset.UTC));
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + folder, e);
        }
    }

    Work oneThread() {
        return Work.of(this::collect, () -> new Unverified(collect()));
    }

    /** The calling thread and another one. */
    Work twoThreads() {
        ExecutorService other = Executors.newSingleThreadExecutor();
        return Work.until(() -> collect(other), () -> new Unverified(collect(other)), other::shutdown);
    }

    private KpiFacts collect() {
        return sheet.collect(data);
    }

    private KpiFacts collect(ExecutorService other) {
        try {
            return sheet.collect(data, other, PARTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while KPIs were collected", e);
        }
    }
}
