package io.csmetrics.cohort.purchase;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.joda.money.BigMoney;
import org.joda.money.BigMoneyProvider;
import org.joda.money.CurrencyUnit;

/**
 * Recency, frequency and spend of each customer, summed up from purchases: what models of customers without contract are fitted to.
 *
 * <p>Of each customer with a first purchase by the last known day: the frequency is the number of distinct <em>days</em> with a purchase
 * minus 1, the recency the days from the first to the last of them, the age the days from the first to the last known day, and the repeat
 * spend the exact sum of all purchases on days after the first. Several purchases on one day are one. Immutable; customers are in
 * ascending order of their ids, whatever the order of the rows was.
 *
 * <p>Source: Fader, Hardie and Lee (2005), "RFM and CLV: using iso-value curves for customer base analysis".
 */
public final class PurchaseSummary {
    private final LocalDate asOf;
    private final CurrencyUnit currency;
    private final String[] ids;
    private final int[] frequencies;
    private final int[] recencies;
    private final int[] ages;
    private final long[] repeatSpend;
    private final SortedMap<PurchaseRejection, Long> rejected;

    private PurchaseSummary(Builder builder) {
        asOf = builder.asOf;
        currency = builder.currency;
        rejected = Collections.unmodifiableSortedMap(new TreeMap<>(builder.rejected));
        int customers = builder.codes.size();
        ids = new String[customers];
        frequencies = new int[customers];
        recencies = new int[customers];
        ages = new int[customers];
        repeatSpend = new long[customers];
        int[] days = builder.days.countsOfCodes(customers);
        int lastKnown = Math.toIntExact(asOf.toEpochDay());
        int row = 0;
        for (Map.Entry<String, Integer> customer : new TreeMap<>(builder.codes).entrySet()) {
            int code = customer.getValue();
            ids[row] = customer.getKey();
            frequencies[row] = days[code] - 1;
            recencies[row] = builder.lastDays[code] - builder.firstDays[code];
            ages[row] = lastKnown - builder.firstDays[code];
            repeatSpend[row] = builder.spend[code] - builder.firstSpend[code];
            row++;
        }
    }

    /**
     * Begins a summary.
     *
     * @param asOf the last known day; purchases on it count
     * @param currency the currency of all amounts
     * @return the builder
     */
    public static Builder builder(LocalDate asOf, CurrencyUnit currency) {
        return new Builder(asOf, currency);
    }

    /**
     * Returns the last known day.
     *
     * @return the day, on which purchases count
     */
    public LocalDate asOf() {
        return asOf;
    }

    /**
     * Returns the currency.
     *
     * @return the currency of all amounts
     */
    public CurrencyUnit currency() {
        return currency;
    }

    /**
     * Returns how many customers there are.
     *
     * @return the number of rows
     */
    public int size() {
        return ids.length;
    }

    /**
     * Returns how many customers bought on more than one day.
     *
     * @return the number with a frequency above 0
     */
    public int repeatBuyers() {
        int n = 0;
        for (int frequency : frequencies) {
            n += frequency > 0 ? 1 : 0;
        }
        return n;
    }

    /**
     * Returns which rows were not counted.
     *
     * @return how many rows for each reason that there was; unmodifiable
     */
    public SortedMap<PurchaseRejection, Long> rejected() {
        return rejected;
    }

    /**
     * Returns the row of a customer.
     *
     * @param customerId the id
     * @return the row from 0 on; empty where the customer has no purchase that counts
     */
    public OptionalInt row(String customerId) {
        int row = Arrays.binarySearch(ids, customerId);
        return row < 0 ? OptionalInt.empty() : OptionalInt.of(row);
    }

    /**
     * Returns the id of a customer.
     *
     * @param row the row, from 0 on
     * @return the id
     */
    public String id(int row) {
        return ids[row];
    }

    /**
     * Returns the frequency of a customer.
     *
     * @param row the row, from 0 on
     * @return on how many days after the first the customer bought
     */
    public int frequency(int row) {
        return frequencies[row];
    }

    /**
     * Returns the recency of a customer.
     *
     * @param row the row, from 0 on
     * @return the days from the first purchase to the last; 0 where there was only one
     */
    public int recencyDays(int row) {
        return recencies[row];
    }

    /**
     * Returns the age of a customer.
     *
     * @param row the row, from 0 on
     * @return the days from the first purchase to the last known day
     */
    public int ageDays(int row) {
        return ages[row];
    }

    /**
     * Returns frequency, recency and age of a customer.
     *
     * @param row the row, from 0 on
     * @return the history
     */
    public PurchaseHistory history(int row) {
        return new PurchaseHistory(frequencies[row], Span.ofDays(recencies[row]), Span.ofDays(ages[row]));
    }

    /**
     * Returns what a customer spent after the first day.
     *
     * @param row the row, from 0 on
     * @return the exact sum, 0 where the customer bought on one day only
     */
    public BigMoney repeatSpend(int row) {
        return BigMoney.of(currency, BigDecimal.valueOf(repeatSpend[row], decimals(currency)));
    }

    /**
     * Returns the mean spend of a customer on a day with a purchase. Defined as {@code repeatSpend / frequency}: the first day is left
     * out, because there are customers who have no other one.
     *
     * @param row the row, from 0 on
     * @return the mean in major units of the currency; empty where the frequency is 0
     */
    public OptionalDouble meanSpend(int row) {
        return frequencies[row] == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(repeatSpend(row).getAmount().doubleValue() / frequencies[row]);
    }

    /**
     * Returns how frequency and mean spend go together over the repeat buyers with a spend above 0: Pearson's correlation. Models of spend
     * assume that it is 0.
     *
     * @return the correlation, -1 to 1; empty where there are fewer than 2 such customers, or all have the same frequency or mean
     */
    public OptionalDouble spendCorrelation() {
        return Spends.of(this).correlation();
    }

    /**
     * Returns a short description, such as {@code 2357 customers as of 1997-09-30, 946 repeat buyers}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return size() + " customers as of " + asOf + ", " + repeatBuyers() + " repeat buyers"
                + (rejected.isEmpty() ? "" : "; rows not counted: " + rejected);
    }

    private static int decimals(CurrencyUnit currency) {
        // pseudo-currencies have -1
        return Math.max(0, currency.getDecimalPlaces());
    }

    /** Takes purchases, one row at a time and in any order. Not safe for use by several threads. */
    public static final class Builder {
        private static final int FIRST_CUSTOMERS = 64;

        private final LocalDate asOf;
        private final CurrencyUnit currency;
        private final Map<String, Integer> codes = new HashMap<>();
        private final SortedMap<PurchaseRejection, Long> rejected = new TreeMap<>();
        private final CodeDays days = new CodeDays();
        private int[] firstDays = new int[FIRST_CUSTOMERS];
        private int[] lastDays = new int[FIRST_CUSTOMERS];
        private long[] firstSpend = new long[FIRST_CUSTOMERS];
        private long[] spend = new long[FIRST_CUSTOMERS];
        private boolean zeroIsPurchase = true;

        private Builder(LocalDate asOf, CurrencyUnit currency) {
            this.asOf = asOf;
            this.currency = currency;
        }

        /**
         * Says that rows with an amount of 0 are no purchases; they are counted as rejected. Without this they are purchases, as in the
         * published studies.
         *
         * @return this builder
         * @throws IllegalStateException if a row was taken before, which would make the order of rows matter
         */
        public Builder rejectZeroAmounts() {
            if (!codes.isEmpty() || !rejected.isEmpty()) {
                throw new IllegalStateException("what an amount of 0 is must be said before the first row");
            }
            zeroIsPurchase = false;
            return this;
        }

        /**
         * Takes a purchase.
         *
         * @param customerId the customer; a blank one is rejected and counted
         * @param day the day; after the last known day it is rejected and counted
         * @param amount what was paid; below 0 it is rejected and counted
         * @return this builder
         * @throws IllegalArgumentException if the amount is of another currency or finer than its decimals
         * @throws ArithmeticException if the customer's spend is beyond what a long of minor units holds
         */
        public Builder add(String customerId, LocalDate day, BigMoneyProvider amount) {
            BigMoney money = amount.toBigMoney();
            BigDecimal minor = money.getAmount().movePointRight(decimals(currency));
            if (!money.getCurrencyUnit().equals(currency)
                    || minor.stripTrailingZeros().scale() > 0) {
                throw new IllegalArgumentException("amount " + money + " of customer \"" + customerId + "\" on " + day
                        + " must be in " + currency + " with at most " + decimals(currency)
                        + " decimals; convert and round it first");
            }
            return addMinor(customerId, day, minor.longValueExact());
        }

        /**
         * Takes a purchase whose amount is in minor units, such as cents.
         *
         * @param customerId the customer; a blank one is rejected and counted
         * @param day the day; after the last known day it is rejected and counted
         * @param minor what was paid; below 0 it is rejected and counted
         * @return this builder
         * @throws ArithmeticException if the customer's spend is beyond what a long of minor units holds
         */
        public Builder addMinor(String customerId, LocalDate day, long minor) {
            if (customerId.isBlank()) {
                return reject(PurchaseRejection.BLANK_ID);
            }
            if (day.isAfter(asOf)) {
                return reject(PurchaseRejection.AFTER_AS_OF);
            }
            if (minor < 0) {
                return reject(PurchaseRejection.NEGATIVE_AMOUNT);
            }
            if (minor == 0 && !zeroIsPurchase) {
                return reject(PurchaseRejection.ZERO_AMOUNT);
            }
            int epochDay = Math.toIntExact(day.toEpochDay());
            int code = code(customerId);
            days.add(code, epochDay);
            if (epochDay < firstDays[code]) {
                firstDays[code] = epochDay;
                firstSpend[code] = 0;
            }
            lastDays[code] = Math.max(lastDays[code], epochDay);
            spend[code] = sum(customerId, spend[code], minor);
            firstSpend[code] += epochDay == firstDays[code] ? minor : 0;
            return this;
        }

        private Builder reject(PurchaseRejection reason) {
            rejected.merge(reason, 1L, Math::addExact);
            return this;
        }

        private long sum(String customerId, long sum, long minor) {
            if (sum > Long.MAX_VALUE - minor) {
                throw new ArithmeticException("spend of customer \"" + customerId
                        + "\" must stay below 2^63 minor units of " + currency + "; state it in a larger unit");
            }
            return sum + minor;
        }

        private int code(String customerId) {
            Integer known = codes.putIfAbsent(customerId, codes.size());
            if (known != null) {
                return known;
            }
            int code = codes.size() - 1;
            if (code == firstDays.length) {
                int room = code + (code >> 1);
                firstDays = Arrays.copyOf(firstDays, room);
                lastDays = Arrays.copyOf(lastDays, room);
                firstSpend = Arrays.copyOf(firstSpend, room);
                spend = Arrays.copyOf(spend, room);
            }
            firstDays[code] = Integer.MAX_VALUE;
            lastDays[code] = Integer.MIN_VALUE;
            return code;
        }

        /**
         * Sums up.
         *
         * @return the summary of the rows so far; none is allowed
         */
        public PurchaseSummary build() {
            return new PurchaseSummary(this);
        }
    }
}
