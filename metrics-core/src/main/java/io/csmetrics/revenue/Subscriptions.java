package io.csmetrics.revenue;

import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.Rows;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.joda.money.BigMoney;

/**
 * A book of subscriptions, read as recurring revenue: what comes before the {@link RevenueLedger}. Row order never matters.
 *
 * <p>The level of an account on a day is the sum of the monthly levels of its terms in force. A movement is the difference of levels
 * on a day, so a term that hands over to the next on the same day at the same level makes none. The type follows from the balance.
 *
 * <ul>
 *   <li>{@code TRIAL} terms do not count; a conversion is {@code NEW}. {@code FREE} and {@code PAUSED} terms have level 0, and falling
 *       to it is {@code CHURN} with reason {@link #FREE} or {@link #PAUSED} unless the term that ended has its own reason.
 *       {@code PAST_DUE} counts until it ends, or until the days of grace are over, with reason {@link #INVOLUNTARY}.
 *   <li>A term that ends and one that begins on the same day are one change if they have the same id, else if they are the only two
 *       of their product. Such a change has kind {@code PRICE} if only the unit price per month differs, {@code SEATS} if only the
 *       quantity does, and none otherwise. Its reason is that of the term that ended, but {@link #DISCOUNT_END} or
 *       {@link #DISCOUNT_START} if list price and quantity stayed, and {@link #TERM_EXTENSION} if a longer interval made it
 *       less, and not a smaller quantity alone.
 *   <li>Of several changes on one day, the movement takes kind, reason and product of the largest in its direction; ties go by the
 *       order of kinds, then by reason and product as text.
 * </ul>
 */
public final class Subscriptions {
    /** Reason of revenue that fell to 0 because the account went on without payment. */
    public static final String FREE = "free";
    /** Reason of revenue that fell to 0 because the subscription was interrupted by agreement. */
    public static final String PAUSED = "paused";
    /** Reason of revenue that was given up after the days of grace. */
    public static final String INVOLUNTARY = "involuntary";
    /** Reason of revenue that grew because a discount ended. */
    public static final String DISCOUNT_END = "DISCOUNT_END";
    /** Reason of revenue that shrank because a discount began. */
    public static final String DISCOUNT_START = "DISCOUNT_START";
    /** Reason of revenue that shrank because a longer interval is cheaper by the month. */
    public static final String TERM_EXTENSION = "TERM_EXTENSION";
    /** Reason of a product's revenue that came from or went to another product of the account on the same day. */
    public static final String SWITCH = "SWITCH";

    private static final String SOURCE = "subscriptions";
    private static final String NO_PRODUCT = "(none)";

    private final RevenueLedger ledger;
    private final RevenueLedger trials;
    private final RevenueLedger logos;
    private final SortedMap<Exclusion, Long> exclusions;

    /** Why a term is not recurring revenue. */
    public enum Exclusion {
        /** It is a trial. */
        TRIAL,
        /** Its status says that it is not paid. */
        FREE,
        /** Its status says that it is interrupted. */
        PAUSED,
        /** Its price or quantity is 0, or so small that its level is. */
        ZERO_AMOUNT,
        /** Discounts take all of its price as long as it lasts. */
        FULLY_DISCOUNTED,
        /** Its days of grace were over before it began. */
        PAST_GRACE,
        /** It is there more than once with the same content; the first counts. */
        DUPLICATE
    }

    private Subscriptions(SubscriptionReading reading) {
        ledger = reading.ledger();
        trials = reading.trials();
        logos = reading.logos();
        exclusions = reading.exclusions();
    }

    /**
     * Reads subscriptions strictly, with the default rules.
     *
     * @param subscriptions the terms, in any order; {@link Rows} keep the places from which they came
     * @return the book
     * @throws InvalidDataException with every term that breaks a rule
     */
    public static Subscriptions of(Collection<Subscription> subscriptions) {
        return of(subscriptions, SubscriptionRules.standard());
    }

    /**
     * Reads subscriptions strictly.
     *
     * @param subscriptions the terms, in any order; {@link Rows} keep the places from which they came
     * @param rules the rules
     * @return the book
     * @throws InvalidDataException with every term that breaks a rule
     */
    public static Subscriptions of(Collection<Subscription> subscriptions, SubscriptionRules rules) {
        Findings findings = new Findings();
        Subscriptions book = ofLenient(subscriptions, rules, findings);
        findings.throwIfErrors();
        return book;
    }

    /**
     * Reads what can be used of subscriptions. Skipped are terms in another currency, with more decimals than a scale can have or
     * beyond what amounts can be, and terms that begin before an earlier one with their id ends; of a few that begin together the
     * one that ends first is kept.
     *
     * @param subscriptions the terms, in any order; {@link Rows} keep the places from which they came
     * @param rules the rules
     * @param findings takes every skipped term
     * @return the book
     */
    public static Subscriptions ofLenient(
            Collection<Subscription> subscriptions, SubscriptionRules rules, Findings findings) {
        return new Subscriptions(new SubscriptionReading(Rows.of(SOURCE, subscriptions), rules, findings));
    }

    /**
     * Returns the key that a product of an account has as an account of its own: {@code account / product}, and
     * {@code account / (none)} without a product. There a product's own types stand; a movement on a day on which another product of
     * the account moved the other way has reason {@link #SWITCH}, and the sum over the products of an account nets them.
     *
     * @param accountId the account
     * @param product the product
     * @return the key
     */
    public static String productKey(String accountId, Optional<String> product) {
        return accountId + " / " + product.orElse(NO_PRODUCT);
    }

    /**
     * Returns the recurring revenue.
     *
     * @return the ledger; accounts that never paid are not in it
     */
    public RevenueLedger ledger() {
        return ledger;
    }

    /**
     * Returns the movements of the ledger, at most one an account and day.
     *
     * @return the movements by account and day
     */
    public List<RevenueMovement> movements() {
        return ledger.movements();
    }

    /**
     * Returns what trials would be worth if they were paid: {@code trials().balance(day)} is trial MRR.
     *
     * @return a ledger of the terms with status TRIAL only
     */
    public RevenueLedger trials() {
        return trials;
    }

    /**
     * Returns the customers, with those that paid once and ever since were free, paused, past due within grace or fully discounted.
     * Each account moves by 1 in no currency, so that the bridge's account counts are those of logos kept while free; the revenue
     * ledger itself lets such accounts churn and return.
     *
     * @return a ledger in which the balance of an account is 1 while it is a logo, and 0 otherwise
     */
    public RevenueLedger logos() {
        return logos;
    }

    /**
     * Returns how many terms are not in the ledger, by reason.
     *
     * @return the counts; reasons that did not occur are absent
     */
    public SortedMap<Exclusion, Long> exclusions() {
        return exclusions;
    }

    /**
     * Returns today's revenue less what is scheduled to go, as far as the terms tell. Defined as the sum over accounts of
     * {@code min(balance(asOf), balance(by))}.
     *
     * @param asOf the day whose start is now
     * @param by the day until whose start scheduled losses count, not before {@code asOf}
     * @return committed monthly recurring revenue, at most {@code ledger().balance(asOf)}
     */
    public BigMoney committedMrr(LocalDate asOf, LocalDate by) {
        if (by.isBefore(asOf)) {
            throw new IllegalArgumentException("by " + by + " must not be before asOf " + asOf);
        }
        BigMoney sum = BigMoney.zero(ledger.currency(), ledger.scale());
        SortedMap<String, BigMoney> later = ledger.balances(by);
        for (Map.Entry<String, BigMoney> now : ledger.balances(asOf).entrySet()) {
            BigMoney then = later.getOrDefault(now.getKey(), sum.multipliedBy(0));
            sum = sum.plus(then.isLessThan(now.getValue()) ? then : now.getValue());
        }
        return sum;
    }

    /**
     * Returns contracted annual recurring revenue: what runs, less what is scheduled to go, and what is signed and has not started.
     * Defined as {@code 12 * balance(by)}.
     *
     * @param by the day until whose start scheduled ends and starts count
     * @return the revenue a year
     */
    public BigMoney contractedArr(LocalDate by) {
        return ledger.balance(by).multipliedBy(12);
    }
}
