package io.csmetrics.cohort.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;

final class PurchaseSummaryProperties {
    private static final LocalDate AS_OF = LocalDate.of(2026, 3, 1);

    private record Row(String customer, LocalDate day, long cents) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d", " "),
                        Arbitraries.integers().between(-3, 12),
                        Arbitraries.longs().between(-1, 4))
                .as((customer, ago, cents) -> new Row(customer, AS_OF.minusDays(ago), cents))
                .list()
                .ofMaxSize(60);
    }

    private static PurchaseSummary summary(List<Row> rows) {
        PurchaseSummary.Builder builder = PurchaseSummary.builder(AS_OF, CurrencyUnit.EUR);
        rows.forEach(row -> builder.addMinor(row.customer(), row.day(), row.cents()));
        return builder.build();
    }

    private static List<String> lines(PurchaseSummary summary) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < summary.size(); row++) {
            lines.add(summary.id(row) + " " + summary.frequency(row) + " " + summary.recencyDays(row) + " "
                    + summary.ageDays(row) + " "
                    + summary.repeatSpend(row).getAmount().unscaledValue());
        }
        return lines;
    }

    /** The definition, written down with no thought of speed. */
    private static List<String> plain(List<Row> rows) {
        TreeMap<String, TreeMap<LocalDate, Long>> days = new TreeMap<>();
        for (Row row : rows) {
            if (!row.customer().isBlank() && !row.day().isAfter(AS_OF) && row.cents() >= 0) {
                days.computeIfAbsent(row.customer(), first -> new TreeMap<>()).merge(row.day(), row.cents(), Long::sum);
            }
        }
        List<String> lines = new ArrayList<>();
        days.forEach((customer, totals) -> lines.add(customer + " " + (totals.size() - 1) + " "
                + (totals.lastKey().toEpochDay() - totals.firstKey().toEpochDay()) + " "
                + (AS_OF.toEpochDay() - totals.firstKey().toEpochDay()) + " "
                + totals.tailMap(totals.firstKey(), false).values().stream()
                        .mapToLong(Long::longValue)
                        .sum()));
        return lines;
    }

    @Property(tries = 200)
    void theSummaryIsThatOfThePlainDefinition(@ForAll("rows") List<Row> rows) {
        assertThat(lines(summary(rows))).isEqualTo(plain(rows));
    }

    @Property(tries = 50)
    void everyRowIsCountedOnceOrRejectedOnce(@ForAll("rows") List<Row> rows) {
        long bad = rows.stream()
                .filter(row -> row.customer().isBlank() || row.day().isAfter(AS_OF) || row.cents() < 0)
                .count();

        assertThat(summary(rows).rejected().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(bad);
    }

    @Property(tries = 50)
    void theOrderOfRowsDoesNotMatter(@ForAll("rows") List<Row> rows, @ForAll long randomStart) {
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(randomStart));

        assertThat(lines(summary(shuffled))).isEqualTo(lines(summary(rows)));
        assertThat(summary(shuffled).rejected()).isEqualTo(summary(rows).rejected());
    }
}
