package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.Rows;
import io.csmetrics.revenue.RandomLedgers.Book;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.joda.money.BigMoney;

/** That a ledger that grows is the ledger of all rows. */
@Domain(RandomLedgers.class)
@Domain(DomainContext.Global.class)
@PropertyDefaults(tries = 100)
class LedgerContinuationProperties {
    private static final int DAYS = 912;

    @Property
    void aBookThatComesDayByDayIsTheWholeBook(
            @ForAll Book book, @ForAll @IntRange(min = 2, max = 5) int parts, @ForAll Random random) {
        int[] cuts = random.ints(parts - 1L, 0, DAYS).sorted().toArray();
        assertGrows(book, parts, row -> {
            int day = (int) (row.effectiveOn().toEpochDay() - RandomLedgers.FIRST_DAY.toEpochDay());
            return (int) IntStream.of(cuts).filter(cut -> cut <= day).count();
        });
    }

    @Property
    void aBookThatComesAccountByAccountAtDaysOfTheirOwnIsTheWholeBook(
            @ForAll Book book, @ForAll @IntRange(min = 2, max = 5) int parts, @ForAll Random random) {
        long draw = random.nextLong();
        assertGrows(book, parts, row -> {
            int day = (int) (row.effectiveOn().toEpochDay() - RandomLedgers.FIRST_DAY.toEpochDay());
            return (int) new Random(draw ^ row.accountId().hashCode())
                    .ints(parts - 1L, 0, DAYS)
                    .filter(cut -> cut <= day)
                    .count();
        });
    }

    private static void assertGrows(Book book, int parts, ToIntFunction<RevenueMovement> partOf) {
        RevenueLedger grown = book.ledger(List.of());
        RevenueLedger inColumns = grown;
        for (int part = 0; part < parts; part++) {
            int now = part;
            List<RevenueMovement> rows = book.rows().stream()
                    .filter(row -> partOf.applyAsInt(row) == now)
                    .toList();
            grown = grown.plus(rows);
            inColumns = addedInColumns(inColumns, rows);
        }
        assertSame(grown, book.ledger());
        assertSame(inColumns, book.ledger());
    }

    /** Rows with optional parts as records, the others without. */
    private static RevenueLedger addedInColumns(RevenueLedger ledger, List<RevenueMovement> rows) {
        RevenueLedger.Builder builder = ledger.continued();
        for (RevenueMovement row : rows) {
            if (row.kind().isPresent()
                    || row.reason().isPresent()
                    || row.product().isPresent()
                    || row.id().isPresent()) {
                builder.movements(List.of(row));
            } else {
                builder.add(
                        row.accountId(),
                        row.effectiveOn(),
                        row.type(),
                        row.amount().getAmount().movePointRight(ledger.scale()).longValueExact());
            }
        }
        return builder.build();
    }

    private static void assertSame(RevenueLedger ledger, RevenueLedger expected) {
        assertThat(ledger.movements()).isEqualTo(expected.movements());
        assertThat(ledger.accountIds()).isEqualTo(expected.accountIds());
        assertThat(ledger.currency()).isEqualTo(expected.currency());
        assertThat(ledger.scale()).isEqualTo(expected.scale());
        // a row that stood alone on its day until now has lost its id
        assertThat(withoutIds(ledger.nettedRows()))
                .containsExactlyInAnyOrderElementsOf(withoutIds(expected.nettedRows()));
        assertThat(ledger.unscaledBalances(RandomLedgers.END_DAY))
                .isEqualTo(expected.unscaledBalances(RandomLedgers.END_DAY));
    }

    private static List<RevenueMovement> withoutIds(List<RevenueMovement> rows) {
        return rows.stream()
                .map(row -> new RevenueMovement(
                        row.accountId(),
                        row.effectiveOn(),
                        row.type(),
                        row.amount(),
                        Optional.empty(),
                        row.kind(),
                        row.reason(),
                        row.product()))
                .toList();
    }

    @Property
    void whatIsWrongWithNewRowsIsToldAsOfAllRows(
            @ForAll Book book, @ForAll @IntRange(max = DAYS) int cut, @ForAll Random random) {
        LocalDate from = RandomLedgers.FIRST_DAY.plusDays(cut);
        List<RevenueMovement> older = book.rows().stream()
                .filter(row -> row.effectiveOn().isBefore(from))
                .toList();
        List<RevenueMovement> newer = new ArrayList<>();
        for (RevenueMovement row : book.rows()) {
            // without some of its rows, and with other types, little of a book still fits
            if (!row.effectiveOn().isBefore(from) && random.nextInt(8) > 0) {
                newer.add(random.nextInt(4) > 0 ? row : retyped(row, random));
            }
        }
        Findings findings = new Findings();
        Findings expected = new Findings();
        RevenueLedger ledger = book.ledger(older).plus(Rows.of("newer", newer), findings);
        assertSame(ledger, together(book, older, newer, expected));
        assertThat(findings.errors()).isEqualTo(expected.errors());
    }

    @Property
    void lateRowsAreSeenAsIfTheyHadAlwaysBeenThere(
            @ForAll Book book, @ForAll @IntRange(min = 1, max = 10) int rows, @ForAll Random random) {
        List<RevenueMovement> late = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            late.add(RevenueMovement.of(
                    "account-%02d".formatted(random.nextInt(45)),
                    RandomLedgers.FIRST_DAY.plusDays(random.nextInt(DAYS)),
                    Type.values()[random.nextInt(Type.values().length)],
                    BigMoney.ofScale(book.currency(), 1L + random.nextInt(5), book.scale())));
        }
        Findings findings = new Findings();
        Findings expected = new Findings();
        RevenueLedger ledger = book.ledger().plus(late, findings);
        assertSame(ledger, together(book, book.rows(), late, expected));
        // rows that were there have no place any more
        assertThat(findings.errors().stream().map(LedgerContinuationProperties::withoutPlace))
                .containsExactlyInAnyOrderElementsOf(expected.errors().stream()
                        .map(LedgerContinuationProperties::withoutPlace)
                        .toList());
        assertThat(findings.errors())
                .allMatch(finding -> finding.line() == 0
                        ? finding.source().equals("ledger")
                        : finding.source().equals("movements") && finding.line() <= rows);
    }

    /**
     * Ids of netted rows, with the same content and with other, and ids that only new rows have. No new row is, or comes before, an
     * opening balance: where that stood among the rows of its day is not kept.
     */
    @Property
    void clashingIdsAreSeenAsAmongAllRows(
            @ForAll Book book, @ForAll @IntRange(min = 1, max = 20) int rows, @ForAll Random random) {
        RevenueLedger older = book.ledger();
        List<RevenueMovement> identified =
                older.nettedRows().stream().filter(row -> row.id().isPresent()).toList();
        List<RevenueMovement> newer = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            boolean isKnown = !identified.isEmpty() && random.nextBoolean();
            RevenueMovement twin = isKnown ? identified.get(random.nextInt(identified.size())) : null;
            if (twin != null && random.nextBoolean()) {
                newer.add(twin);
                continue;
            }
            String account = "account-%02d".formatted(random.nextInt(45));
            LocalDate from = older.movements().stream()
                    .filter(row -> row.accountId().equals(account))
                    .findFirst()
                    .map(RevenueMovement::effectiveOn)
                    .orElse(RandomLedgers.FIRST_DAY);
            LocalDate on = older.nettedRows().stream()
                    .filter(row -> row.accountId().equals(account))
                    .filter(row -> random.nextBoolean())
                    .findFirst()
                    .map(RevenueMovement::effectiveOn)
                    .orElse(from.plusDays(random.nextInt(DAYS)));
            newer.add(RevenueMovement.builder(
                            account,
                            on,
                            Type.values()[1 + random.nextInt(Type.values().length - 1)],
                            BigMoney.ofScale(book.currency(), 1L + random.nextInt(5), book.scale()))
                    .id(twin == null ? "new-" + random.nextInt(8) : twin.id().orElseThrow())
                    .build());
        }
        Findings findings = new Findings();
        Findings expected = new Findings();
        RevenueLedger grown = older.plus(Rows.of("newer", newer), findings);
        RevenueLedger rebuilt = together(book, book.rows(), newer, expected);
        assertSame(grown, rebuilt);
        assertThat(withoutIds(grown.nettedRows())).isEqualTo(withoutIds(rebuilt.nettedRows()));
        assertThat(findings.errors().stream().map(LedgerContinuationProperties::withOldPlacesAsLedger))
                .containsExactlyInAnyOrderElementsOf(expected.errors().stream()
                        .map(LedgerContinuationProperties::withOldPlacesAsLedger)
                        .toList());
    }

    private static String withOldPlacesAsLedger(Finding finding) {
        Finding located = finding.source().equals("older") ? finding.at("ledger", 0, finding.field()) : finding;
        return located.toString().replaceAll("at older:\\d+", "at ledger");
    }

    @Property(tries = 100)
    void aRangeOfAccountsGrowsLikeALedger(@ForAll Book book, @ForAll Random random) {
        RevenueLedger whole = book.ledger();
        int from = random.nextInt(whole.accountIds().size() + 1);
        int to = from + random.nextInt(whole.accountIds().size() + 1 - from);
        RevenueLedger range = whole.accounts(from, to);
        List<RevenueMovement> newer = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            newer.add(RevenueMovement.of(
                    "account-%02d".formatted(2 * i + random.nextInt(2)),
                    RandomLedgers.END_DAY,
                    Type.EXPANSION,
                    BigMoney.ofScale(book.currency(), 3, book.scale())));
        }
        List<RevenueMovement> rows = book.rows().stream()
                .filter(row -> range.accountIds().contains(row.accountId()))
                .toList();
        if (!rows.isEmpty()) {
            assertSame(range.plus(newer, new Findings()), together(book, rows, newer, new Findings()));
        }
    }

    private static RevenueLedger together(
            Book book, List<RevenueMovement> older, List<RevenueMovement> newer, Findings findings) {
        return RevenueLedger.builder()
                .currency(book.currency())
                .scale(book.scale())
                .movements(Rows.of("older", older))
                .movements(Rows.of("newer", newer))
                .buildLenient(findings);
    }

    private static RevenueMovement retyped(RevenueMovement row, Random random) {
        Type type = Type.values()[random.nextInt(Type.values().length)];
        return new RevenueMovement(
                row.accountId(),
                row.effectiveOn(),
                type,
                row.amount(),
                row.id(),
                row.kind().filter(kind -> type == Type.EXPANSION || type == Type.CONTRACTION),
                row.reason(),
                row.product());
    }

    private static String withoutPlace(Finding finding) {
        return finding.at("", 0, finding.field()).toString();
    }
}
