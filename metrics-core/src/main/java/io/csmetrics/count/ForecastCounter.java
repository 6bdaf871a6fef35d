package io.csmetrics.count;

import io.csmetrics.data.AccountNumbers;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Dated;
import io.csmetrics.data.RecordMoment;
import io.csmetrics.data.Timeline;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.facts.SumFacts;
import io.csmetrics.period.Reading;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Opportunity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What is due for renewal in a length of time after the end of the period, and how likely it is kept. The probability of an account
 * is that of its open renewal opportunity, else the latest of the numbers that others computed for it under a key. What has none of
 * the two is summed apart.
 *
 * <p>The sums, with {@code H} the horizon, {@code e} the end, {@code M} the monthly revenue at {@code e}: {@code due}, the annual value
 * of contracts not yet renewed that end in {@code [e, e + H)}; {@code known}, the part of it of accounts with a probability, and
 * {@code expected}, that part times the probability; {@code base}, the sum of M of customers; {@code at risk}, 12 times the sum of
 * {@code min(M, due / 12) * (1 - probability)} where it is known; {@code unknown}, 12 times the sum of {@code min(M, due / 12)} where
 * it is not; {@code expansion}, the sum of {@code amount * probability} of customers' expansion opportunities open at {@code e} and
 * expected to close in {@code [e, e + H)}; {@code accounts}, how many have something due.
 *
 * @param horizon how far ahead
 * @param probability the key of the numbers that others computed
 */
public record ForecastCounter(Duration horizon, String probability) implements Counter {
    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

    @Override
    public void accountValues(Consumer<String> keys) {
        keys.accept(probability);
    }

    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        List<List<SumFacts>> facts = new ArrayList<>();
        for (Reading reading : readings) {
            List<SortedMap<String, BigDecimal>> sums = new ArrayList<>();
            for (int cell = 0; cell < cells.size(); cell++) {
                sums.add(new TreeMap<>());
            }
            new Pass(scan, reading).add(cells, sums);
            facts.add(sums.stream().map(SumFacts::new).toList());
        }
        return (window, cell) -> facts.get(window).get(cell);
    }

    /**
     * Returns the expansion opportunities behind the sum {@code expansion}, one by one.
     *
     * @param data the data
     * @param reading what is read
     * @return the opportunities of customers that are open at the end and expected to close within the horizon, in the order of the data
     */
    public List<Opportunity> expansions(CustomerData data, Reading reading) {
        Dated<Opportunity> deals = data.index().opportunities();
        return new Pass(new Scan(data), reading)
                .expansions()
                .mapToObj(deals::get)
                .toList();
    }

    /** One reading. */
    private final class Pass {
        private final Scan scan;
        private final long end;
        private final long until;
        private final BitSet customers;
        private final BitSet open = new BitSet();
        private final Map<Integer, BigDecimal> due = new TreeMap<>();
        private final Map<Integer, Opportunity> renewals = new HashMap<>();

        Pass(Scan scan, Reading reading) {
            this.scan = scan;
            end = Scan.millis(reading.visibleEnd(scan.data().zone()));
            until = end + horizon.toMillis();
            customers = scan.customers().atEnd(reading);
            Renewals contracts = scan.renewals(reading);
            Dated<Contract> terms = scan.data().index().contracts();
            contracts.endingIn(end, until).stream()
                    .filter(row -> !contracts.isRenewed(row))
                    .forEach(row -> due.merge(
                            terms.account(row), terms.get(row).annualValue().getAmount(), BigDecimal::add));
            Dated<Opportunity> deals = scan.data().index().opportunities();
            Timeline created = deals.by(RecordMoment.CREATED);
            Timeline closed = deals.by(RecordMoment.CLOSED);
            for (int i = 0; i < created.firstAtOrAfter(end); i++) {
                open.set(created.row(i));
            }
            for (int i = 0; i < closed.firstAtOrAfter(end); i++) {
                open.clear(closed.row(i));
            }
            open.stream()
                    .filter(row -> deals.get(row).kind() == Opportunity.Kind.RENEWAL
                            && deals.get(row).probability().isPresent())
                    .forEach(row -> renewals.merge(deals.account(row), deals.get(row), Pass::later));
        }

        /** Of several open renewals of an account the latest counts, of one day the one with the greater id. */
        private static Opportunity later(Opportunity one, Opportunity other) {
            int byDay = one.createdOn().compareTo(other.createdOn());
            int order = byDay != 0 ? byDay : one.id().compareTo(other.id());
            return order > 0 ? one : other;
        }

        void add(Cells cells, List<SortedMap<String, BigDecimal>> sums) {
            LocalDate on = scan.firstDateFrom(end);
            customers.stream()
                    .filter(account -> cells.of(account) != Cells.LEFT_OUT)
                    .forEach(account -> add(sums.get(cells.of(account)), "base", revenue(account, on)));
            due.forEach((account, value) -> {
                if (cells.of(account) != Cells.LEFT_OUT) {
                    addDue(sums.get(cells.of(account)), account, value, on);
                }
            });
            Dated<Opportunity> deals = scan.data().index().opportunities();
            expansions()
                    .filter(row -> cells.of(deals.account(row)) != Cells.LEFT_OUT)
                    .forEach(row -> add(
                            sums.get(cells.of(deals.account(row))),
                            "expansion",
                            deals.get(row)
                                    .amount()
                                    .getAmount()
                                    .multiply(deals.get(row).probability().orElse(BigDecimal.ONE))));
        }

        private BigDecimal revenue(int account, LocalDate on) {
            return BigDecimal.valueOf(
                    scan.data().ledger().unscaledBalance(account, on),
                    scan.data().ledger().scale());
        }

        private void addDue(SortedMap<String, BigDecimal> sums, int account, BigDecimal value, LocalDate on) {
            add(sums, "due", value);
            add(sums, "accounts", BigDecimal.ONE);
            BigDecimal exposed = customers.get(account)
                    ? revenue(account, on).multiply(TWELVE).min(value)
                    : BigDecimal.ZERO;
            Optional<BigDecimal> chance = chance(account);
            if (chance.isEmpty()) {
                add(sums, "unknown", exposed);
                return;
            }
            add(sums, "known", value);
            add(sums, "expected", value.multiply(chance.get(), MathContext.UNLIMITED));
            add(sums, "at risk", exposed.multiply(BigDecimal.ONE.subtract(chance.get())));
        }

        private static void add(SortedMap<String, BigDecimal> sums, String name, BigDecimal value) {
            sums.merge(name, value, BigDecimal::add);
        }

        private Optional<BigDecimal> chance(int account) {
            Opportunity renewal = renewals.get(account);
            if (renewal != null) {
                return renewal.probability();
            }
            Optional<AccountNumbers> numbers = scan.data().index().numbers(probability);
            return numbers.flatMap(known -> known.latest(account, end));
        }

        IntStream expansions() {
            Dated<Opportunity> deals = scan.data().index().opportunities();
            return open.stream().filter(row -> isExpansionInSight(deals, row));
        }

        private boolean isExpansionInSight(Dated<Opportunity> deals, int row) {
            Opportunity deal = deals.get(row);
            long expected = deal.expectedCloseOn()
                    .map(on -> on.atStartOfDay(scan.data().zone()).toInstant().toEpochMilli())
                    .orElse(Timeline.NEVER);
            return deal.kind() == Opportunity.Kind.EXPANSION
                    && customers.get(deals.account(row))
                    && expected >= end
                    && expected < until;
        }
    }
}
