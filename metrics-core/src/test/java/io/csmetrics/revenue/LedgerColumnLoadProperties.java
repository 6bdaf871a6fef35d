package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.Rows;
import io.csmetrics.revenue.RandomLedgers.Book;
import io.csmetrics.revenue.RandomLedgers.Rubbish;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.joda.money.CurrencyUnit;

/** That it does not matter whether a row comes as a record or in columns. */
@Domain(RandomLedgers.class)
@Domain(DomainContext.Global.class)
@PropertyDefaults(tries = 150)
class LedgerColumnLoadProperties {
    @Property
    void booksAreTheSameByRecordsAndByColumns(@ForAll Book book, @ForAll Random random) {
        assertSameEitherWay(located(book.rows()), book.currency(), book.scale(), random);
    }

    @Property
    void rubbishIsToldTheSameByRecordsAndByColumns(@ForAll Rubbish rubbish, @ForAll Random random) {
        assertSameEitherWay(rubbish.rows(), CurrencyUnit.USD, 3, random);
    }

    private static Rows<RevenueMovement> located(List<RevenueMovement> rows) {
        return Rows.of(
                "movements.csv",
                rows,
                LongStream.range(0, rows.size()).map(i -> 2 + 3 * i).toArray());
    }

    private static void assertSameEitherWay(
            Rows<RevenueMovement> rows, CurrencyUnit currency, int scale, Random random) {
        RevenueLedger.Builder mixed =
                RevenueLedger.builder().currency(currency).scale(scale).from(rows.source());
        int columnRows = random.nextInt(4);
        for (int i = 0; i < rows.size(); i++) {
            RevenueMovement row = rows.get(i);
            Optional<Long> units = wholeUnits(row, currency, scale);
            if (units.isPresent() && random.nextInt(4) <= columnRows) {
                mixed.add(
                        mixed.account(row.accountId()),
                        row.effectiveOn().toEpochDay(),
                        row.type(),
                        units.get(),
                        rows.line(i));
            } else {
                int only = i;
                mixed.movements(rows.where(at -> at == only));
            }
        }
        Findings findings = new Findings();
        Findings expectedFindings = new Findings();
        RevenueLedger ledger = mixed.buildLenient(findings);
        RevenueLedger expected = RevenueLedger.builder()
                .currency(currency)
                .scale(scale)
                .movements(rows)
                .buildLenient(expectedFindings);
        assertThat(ledger.movements()).isEqualTo(expected.movements());
        assertThat(ledger.accountIds()).isEqualTo(expected.accountIds());
        assertThat(ledger.nettedRows()).isEqualTo(expected.nettedRows());
        assertThat(findings.errors()).isEqualTo(expectedFindings.errors());
        assertThat(mixed.buildLenient(new Findings()).movements())
                .as("built once more")
                .isEqualTo(expected.movements());
    }

    /** The amount of a row that can go without a record. */
    private static Optional<Long> wholeUnits(RevenueMovement row, CurrencyUnit currency, int scale) {
        boolean plain = row.id().isEmpty()
                && row.kind().isEmpty()
                && row.reason().isEmpty()
                && row.product().isEmpty();
        BigDecimal units = row.amount().getAmount().movePointRight(scale).stripTrailingZeros();
        boolean fits = row.amount().getCurrencyUnit().equals(currency)
                && units.scale() <= 0
                && units.toBigInteger().bitLength() < Long.SIZE;
        return plain && fits ? Optional.of(units.longValueExact()) : Optional.empty();
    }
}
