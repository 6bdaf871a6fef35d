package io.csmetrics.revenue;

import io.csmetrics.facts.Cells;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.Rows;
import io.csmetrics.revenue.MultiCurrencyBook.Day;
import io.csmetrics.revenue.MultiCurrencyBook.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * Movements of several currencies, read in one: the step before a ledger. Balances are kept in their own currencies, so that nothing
 * drifts: what left is 0 in every currency and at every rate.
 *
 * <p>{@link #atRatesOf} values everything at the rates of one day, so exchange rates move nothing; the ledger measures like any other.
 * {@link #bridge} values openings and closings at the rates of their days, and what the rates did is a line of its own,
 * {@link RevenueBridge#fx}. Retention is measured at the rates of one day.
 */
public final class CurrencyConversion {
    private static final String RATES = "exchange rates";
    private static final Comparator<Valued> LARGEST_FIRST = Comparator.comparing(
                    (Valued row) -> row.value.abs(), Comparator.reverseOrder())
            .thenComparingInt(row -> row.row.of().kind().map(Enum::ordinal).orElse(Integer.MAX_VALUE))
            .thenComparing(row -> row.row.of().reason().orElse(""))
            .thenComparing(row -> row.row.of().product().orElse(""))
            .thenComparingLong(row -> row.row.line());

    private final MultiCurrencyBook book;
    private final CurrencyUnit to;
    private final ExchangeRates rates;

    /** With which rates the movements inside a window are valued where rates move. */
    public enum RatePolicy {
        /** Those of the day of each movement. */
        MOVEMENT_DATE,
        /** Those of the end of the window. */
        SNAPSHOT_DATE
    }

    private record Valued(Row row, BigDecimal value) {}

    private CurrencyConversion(MultiCurrencyBook book, CurrencyUnit to, ExchangeRates rates) {
        this.book = book;
        this.to = to;
        this.rates = rates;
    }

    /**
     * Reads movements strictly.
     *
     * @param movements the movements, in any order and of any currencies; {@link Rows} keep the places from which they came
     * @param to the currency that they are converted into
     * @param rates what other currencies are worth in it
     * @return the conversion
     * @throws InvalidDataException with every movement that its account's balances do not allow
     */
    public static CurrencyConversion of(Collection<RevenueMovement> movements, CurrencyUnit to, ExchangeRates rates) {
        Findings findings = new Findings();
        CurrencyConversion conversion = ofLenient(movements, to, rates, findings);
        findings.throwIfErrors();
        return conversion;
    }

    /**
     * Reads what can be used of movements: a type that contradicts the balance is corrected, a movement that would take more than
     * there is in its currency is skipped.
     *
     * @param movements the movements, in any order and of any currencies; {@link Rows} keep the places from which they came
     * @param to the currency that they are converted into
     * @param rates what other currencies are worth in it
     * @param findings takes every repair and every skipped movement
     * @return the conversion
     */
    public static CurrencyConversion ofLenient(
            Collection<RevenueMovement> movements, CurrencyUnit to, ExchangeRates rates, Findings findings) {
        return new CurrencyConversion(new MultiCurrencyBook(Rows.of("movements", movements), findings), to, rates);
    }

    /**
     * Returns the ledger at the rates of one day. The level of an account in each currency is converted and rounded once; a movement
     * is the difference of levels. A change too small for the scale is no movement.
     *
     * @param on the day whose rates hold throughout
     * @param scale the number of decimals of a level, 0 to {@value RevenueLedger#LARGEST_SCALE}
     * @param rounding how a level is rounded
     * @return the ledger in the one currency
     * @throws InvalidDataException with every movement in a currency without a rate on that day
     */
    public RevenueLedger atRatesOf(LocalDate on, int scale, RoundingMode rounding) {
        return atRatesOfEntry(firstDay -> on, scale, rounding);
    }

    /**
     * Returns the ledger in which each account is valued at the rates of its own entry, for ever: what a cohort began with and what is
     * left of it are told at the same rates, and no exchange rate looks like an expansion.
     *
     * @param ratesOf the day whose rates hold for an account, by the first day of its history: such as the end of that month
     * @param scale the number of decimals of a level, 0 to {@value RevenueLedger#LARGEST_SCALE}
     * @param rounding how a level is rounded
     * @return the ledger in the one currency; its total mixes rates of different days
     * @throws InvalidDataException with every movement in a currency without a rate on its account's day
     */
    public RevenueLedger atRatesOfEntry(UnaryOperator<LocalDate> ratesOf, int scale, RoundingMode rounding) {
        Map<String, Finding> missing = new TreeMap<>();
        List<RevenueMovement> movements = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        Map<CurrencyUnit, BigDecimal> fixed = new HashMap<>();
        book.accounts().forEach((account, days) -> {
            LocalDate on = ratesOf.apply(days.get(0).on());
            fixed.clear();
            Map<CurrencyUnit, BigDecimal> balances = new HashMap<>();
            BigDecimal level = BigDecimal.ZERO;
            boolean hadRevenue = false;
            for (Day day : days) {
                for (List<Row> part : List.of(day.openings(), day.rows())) {
                    List<Valued> valued = new ArrayList<>(part.size());
                    for (Row row : part) {
                        BigMoney signed = row.of().signedAmount();
                        BigDecimal rate = rate(signed.getCurrencyUnit(), on, Optional.of(row), missing);
                        fixed.put(signed.getCurrencyUnit(), rate);
                        valued.add(new Valued(row, signed.getAmount().multiply(rate)));
                        MultiCurrencyBook.add(balances, row.of());
                    }
                    BigDecimal after = BigDecimal.ZERO;
                    for (Map.Entry<CurrencyUnit, BigDecimal> balance : balances.entrySet()) {
                        BigDecimal rate = Objects.requireNonNull(fixed.get(balance.getKey()));
                        after = after.add(balance.getValue().multiply(rate).setScale(scale, rounding));
                    }
                    int direction = after.compareTo(level);
                    if (direction != 0) {
                        Type type = part == day.openings() && !hadRevenue
                                ? Type.OPENING
                                : MultiCurrencyBook.typeOf(
                                        level.signum() > 0, after.signum() > 0, direction, hadRevenue);
                        Row leading = leading(valued, direction);
                        movements.add(converted(
                                leading.of(),
                                type,
                                BigMoney.of(to, after.subtract(level).abs())));
                        lines.add(leading.line());
                        hadRevenue = true;
                    }
                    level = after;
                }
            }
        });
        refuse(missing);
        return RevenueLedger.builder()
                .currency(to)
                .scale(scale)
                .movements(Rows.of(
                        book.source(),
                        movements,
                        lines.stream().mapToLong(Long::longValue).toArray()))
                .build();
    }

    private static Row leading(List<Valued> valued, int direction) {
        return valued.stream()
                .filter(row -> row.value.signum() == direction)
                .min(LARGEST_FIRST)
                .orElseThrow()
                .row;
    }

    private static RevenueMovement converted(RevenueMovement from, Type type, BigMoney amount) {
        boolean hasKind = type == Type.EXPANSION || type == Type.CONTRACTION;
        return new RevenueMovement(
                from.accountId(),
                from.effectiveOn(),
                type,
                amount,
                Optional.empty(),
                hasKind ? from.kind() : Optional.empty(),
                from.reason(),
                from.product());
    }

    /**
     * Returns the bridge of the whole book at moving rates.
     *
     * @param window the window
     * @param policy with which rates its movements are valued
     * @return the bridge; exact, and not rounded
     * @throws InvalidDataException with every rate that is missing
     */
    public RevenueBridge bridge(ReportingPeriod window, RatePolicy policy) {
        return bridges(List.of(window), Cells.overall(accountIds().size()), policy)
                .at(0, 0);
    }

    /**
     * Returns the accounts, whose indexes the cells of {@link #bridges} mean.
     *
     * @return the ids in ascending order
     */
    public List<String> accountIds() {
        return List.copyOf(book.accounts().keySet());
    }

    /**
     * Returns bridges at moving rates. The opening is valued at the rates of the window's start, the closing at those of its end, so
     * that adjoining windows chain; movements by the policy; and fx is what is left:
     * {@code closing - opening - newRevenue - reactivation - expansion + contraction + churn}. The direction of a day on which an account
     * changes its currency is that of its value.
     *
     * @param windows any windows, at least one; they may overlap
     * @param cells the cells of {@link #accountIds()}
     * @param policy with which rates movements are valued
     * @return the bridges by window and cell; exact, and not rounded
     * @throws InvalidDataException with every rate that is missing
     * @throws IllegalArgumentException if there is no window, or the cells are those of other accounts
     */
    public RevenueLedger.Bridges bridges(List<ReportingPeriod> windows, Cells cells, RatePolicy policy) {
        if (windows.isEmpty() || cells.accounts() != book.accounts().size()) {
            throw new IllegalArgumentException(windows.size() + " windows and cells of " + cells.accounts()
                    + " accounts must be at least one window and cells of the "
                    + book.accounts().size() + " accounts; use those of accountIds()");
        }
        Map<String, Finding> missing = new TreeMap<>();
        RevenueBridge[][] bridges = new RevenueBridge[windows.size()][cells.size()];
        for (int w = 0; w < bridges.length; w++) {
            MovingRateBridge[] sums = new MovingRateBridge[cells.size()];
            for (int cell = 0; cell < sums.length; cell++) {
                sums[cell] = new MovingRateBridge(
                        to, windows.get(w), policy, (currency, on, row) -> rate(currency, on, row, missing));
            }
            int account = 0;
            for (List<Day> days : book.accounts().values()) {
                int cell = cells.of(account++);
                if (cell != Cells.LEFT_OUT) {
                    sums[cell].add(days);
                }
            }
            for (int cell = 0; cell < sums.length; cell++) {
                bridges[w][cell] = sums[cell].bridge();
            }
        }
        refuse(missing);
        return (window, cell) -> bridges[window][cell];
    }

    private BigDecimal rate(CurrencyUnit from, LocalDate on, Optional<Row> neededBy, Map<String, Finding> missing) {
        if (from.equals(to)) {
            return BigDecimal.ONE;
        }
        Optional<BigDecimal> rate = rates.rate(from, on);
        if (rate.isPresent() && rate.get().signum() > 0) {
            return rate.get();
        }
        String rule = rate.isEmpty()
                ? "has no rate into " + to.getCode() + " on " + on
                : "must have a rate into " + to.getCode() + " above 0 on " + on + ", not "
                        + rate.get().toPlainString();
        Finding finding = neededBy.isPresent()
                ? Finding.error(book.source(), neededBy.get().line(), "currency", from.getCode(), rule, "give the rate")
                : Finding.error(RATES, 0, "currency", from.getCode(), rule, "give the rate");
        missing.put(finding.toString(), finding);
        return BigDecimal.ZERO;
    }

    private static void refuse(Map<String, Finding> missing) {
        Findings findings = new Findings();
        findings.addAll(missing.values());
        findings.throwIfErrors();
    }
}
