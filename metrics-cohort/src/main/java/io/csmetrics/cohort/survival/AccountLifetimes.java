package io.csmetrics.cohort.survival;

import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Segment;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RevenueLedger;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long accounts had recurring revenue, in days, as far as it is known on a day.
 *
 * <p>A life starts on the day of the first {@link Type#NEW} and ends on the day of a churn, which is the first day without revenue; the
 * cause is the reason of that churn. A life that has not ended is censored: {@code asOf - start} days old. Movements after {@code asOf} are
 * not looked at.
 *
 * <p>The start of an account whose history begins with an {@link Type#OPENING} balance is not known: to count its age from the opening
 * would make it young. It is left out, unless a property of the account tells the start; then it is at risk from the day of the opening
 * on, by left truncation, so that only the fate of those that came so far is compared.
 */
public final class AccountLifetimes {
    /** The days of a mean month, {@code 365.2425 / 12}. */
    public static final double DAYS_PER_MONTH = 365.2425 / 12;

    private final LocalDate asOf;
    private final LifeEnd end;
    private final Durations all;
    private final SortedMap<Segment, Durations> groups;
    private final SortedMap<LeftOut, List<String>> leftOut;

    /** Which churn ends a life. */
    public enum LifeEnd {
        /**
         * The churn after which the account did not come back by {@code asOf}; pauses count as life. A churn shortly before {@code asOf}
         * may turn out to be a pause.
         */
        FINAL_CHURN,
        /** The first churn, whether or not the account came back. */
        FIRST_CHURN
    }

    /** Why an account is left out. */
    public enum LeftOut {
        /** It has no movement up to {@code asOf}. */
        NO_REVENUE_YET,
        /** Its history begins with an opening balance, and nothing tells its start. */
        START_UNKNOWN,
        /** The property that should tell its start is not a date such as 2024-01-31. */
        START_UNREADABLE,
        /** The property says that it started after its opening balance. */
        START_AFTER_OPENING
    }

    private AccountLifetimes(Builder builder) {
        asOf = builder.asOf;
        end = builder.end;
        LifetimeScan scan = new LifetimeScan(builder.ledger, asOf, end);
        CustomerData data = builder.data;
        if (data == null) {
            scan.run(Cells.overall(scan.accounts()), account -> Optional.empty());
        } else {
            scan.run(
                    builder.segmentation.cells(data.accounts()),
                    account -> builder.startProperty.flatMap(
                            property -> data.accounts().get(account).property(property)));
        }
        all = scan.all();
        groups = Collections.unmodifiableSortedMap(scan.groups());
        leftOut = Collections.unmodifiableSortedMap(scan.leftOut());
    }

    /**
     * Returns the lifetimes of all accounts of a ledger, each up to its final churn.
     *
     * @param ledger the ledger
     * @param asOf the last day that is known
     * @return the lifetimes
     */
    public static AccountLifetimes of(RevenueLedger ledger, LocalDate asOf) {
        return of(ledger, asOf, LifeEnd.FINAL_CHURN);
    }

    /**
     * Returns the lifetimes of all accounts of a ledger.
     *
     * @param ledger the ledger
     * @param asOf the last day that is known
     * @param end which churn ends a life
     * @return the lifetimes
     */
    public static AccountLifetimes of(RevenueLedger ledger, LocalDate asOf, LifeEnd end) {
        return new Builder(ledger, null, asOf).end(end).build();
    }

    /**
     * Begins the lifetimes of accounts by segment.
     *
     * @param data the accounts and their ledger
     * @param asOf the last day that is known
     * @return the builder
     */
    public static Builder builder(CustomerData data, LocalDate asOf) {
        return new Builder(data.ledger(), data, asOf);
    }

    /**
     * Returns the day up to which lives are known.
     *
     * @return the last day that is known
     */
    public LocalDate asOf() {
        return asOf;
    }

    /**
     * Returns which churn ends a life.
     *
     * @return the rule
     */
    public LifeEnd end() {
        return end;
    }

    /**
     * Returns the lifetimes of all accounts that are not left out.
     *
     * @return the lifetimes in days, with the reasons of churn as causes
     */
    public Durations all() {
        return all;
    }

    /**
     * Returns the lifetimes by segment.
     *
     * @return the lifetimes in days, of segments with at least one
     */
    public SortedMap<Segment, Durations> groups() {
        return groups;
    }

    /**
     * Returns the accounts that are left out.
     *
     * @return the ids in ascending order by reason, of reasons that occurred
     */
    public SortedMap<LeftOut, List<String>> leftOut() {
        return leftOut;
    }

    /**
     * Returns the average customer lifespan as the area under a survival curve up to a stated horizon, in months of {@value
     * #DAYS_PER_MONTH} days. Never extrapolated; an account that outlives the horizon counts with the horizon.
     *
     * @param lifetimes the curve of lifetimes in days
     * @param horizonMonths the horizon in months, above 0
     * @return the lifespan in months
     * @throws IllegalArgumentException if the horizon is not a finite number above 0, or later than what is known
     */
    public static RestrictedMean averageLifespan(SurvivalCurve lifetimes, double horizonMonths) {
        return lifetimes.restrictedMean(horizonMonths * DAYS_PER_MONTH).inUnitsOf(DAYS_PER_MONTH);
    }

    /**
     * Returns a short description, such as {@code 42 durations, 30 events, up to FINAL_CHURN, as of 2026-10-31; left out: START_UNKNOWN 3}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        SortedMap<LeftOut, Integer> counts = new TreeMap<>();
        leftOut.forEach((reason, ids) -> counts.put(reason, ids.size()));
        return all + ", up to " + end + ", as of " + asOf + (counts.isEmpty() ? "" : "; left out: " + counts);
    }

    /** Builds {@link AccountLifetimes}. */
    public static final class Builder {
        private final RevenueLedger ledger;
        private final @Nullable CustomerData data;
        private final LocalDate asOf;
        private LifeEnd end = LifeEnd.FINAL_CHURN;
        private Segmentation segmentation = Segmentation.none();
        private Optional<String> startProperty = Optional.empty();

        private Builder(RevenueLedger ledger, @Nullable CustomerData data, LocalDate asOf) {
            this.ledger = ledger;
            this.data = data;
            this.asOf = Objects.requireNonNull(asOf, "asOf");
        }

        /**
         * Sets which churn ends a life; {@link LifeEnd#FINAL_CHURN} without it.
         *
         * @param value the rule
         * @return this builder
         */
        public Builder end(LifeEnd value) {
            end = value;
            return this;
        }

        /**
         * Sets how accounts are grouped; all in one group without it.
         *
         * @param value the segmentation
         * @return this builder
         */
        public Builder by(Segmentation value) {
            segmentation = value;
            return this;
        }

        /**
         * Names the property of accounts that tells since when an account of the opening book has revenue, as an ISO date. Accounts whose
         * start the ledger knows are not asked.
         *
         * @param property the property
         * @return this builder
         */
        public Builder startProperty(String property) {
            startProperty = Optional.of(property);
            return this;
        }

        /**
         * Builds the lifetimes.
         *
         * @return the lifetimes
         */
        public AccountLifetimes build() {
            return new AccountLifetimes(this);
        }
    }
}
