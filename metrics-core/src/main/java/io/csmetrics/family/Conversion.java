package io.csmetrics.family;

import io.csmetrics.count.ConversionCounter;
import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.ConversionFacts;
import io.csmetrics.facts.Quotient;
import io.csmetrics.period.Reading;
import io.csmetrics.select.EntryRule;
import io.csmetrics.select.Goal;
import io.csmetrics.select.Param;
import io.csmetrics.select.Selector;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.Unit;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of the units that entered in the period which reached a target in the window {@code [entry + from, entry + to)}. Defined as
 * {@code mature units that reached it / mature units}, or 1 minus that. A unit is mature when its window is over as of the reading;
 * immature ones are left out of both sides, also those that have reached the target already, and told as censored, unless they are
 * asked for. Undefined with ZERO_DENOMINATOR where none entered, with IMMATURE where only immature ones did.
 *
 * <p>A window without end is never over: everyone counts, and the result is flagged OPEN_WINDOW.
 *
 * @param unit what is followed
 * @param entry what brings a unit in
 * @param entryRule which of its occurrences does
 * @param having what the texts of that occurrence must be, such as the arm of an experiment
 * @param target what is to be reached
 * @param from when the window begins
 * @param to when the window ends; absent for never
 * @param until the window ends with the n-th occurrence of something instead; absent for not
 * @param complement whether the part that did not reach the target is told
 * @param includeImmature whether immature units count as not yet converted; left open: they do not
 */
public record Conversion(
        Unit unit,
        Selector entry,
        EntryRule entryRule,
        SortedMap<String, Param<TextSet>> having,
        Goal target,
        Param<Duration> from,
        @Nullable Param<Duration> to,
        @Nullable Until until,
        boolean complement,
        Param<Boolean> includeImmature)
        implements Family {

    /** Copies the map and checks that parts fit each other. */
    public Conversion {
        having = Collections.unmodifiableSortedMap(new TreeMap<>(having));
        Param.requireLength("from", from, Duration.ZERO);
        if (to != null) {
            Param.requireLength("to", to, from.ifSet().orElse(Duration.ZERO));
        }
        if (target instanceof Goal.Customer && (to == null || unit.equals(Unit.USER))) {
            throw new IllegalArgumentException(
                    "target customer must have a window that ends, and a unit that belongs to an account");
        }
        if (to != null && until != null) {
            throw new IllegalArgumentException("to and until must not both be there; a window has one end");
        }
        if (unit.equals(Unit.USER)
                && !(canNameUser(entry)
                        && (!(target instanceof Goal.Happened happened) || canNameUser(happened.did())))) {
            throw new IllegalArgumentException(
                    "unit user must be named by entry and target, which movements, tickets and contracts do not");
        }
    }

    static boolean canNameUser(Selector selector) {
        return selector instanceof Selector.Event || selector instanceof Selector.Response;
    }

    /**
     * The n-th occurrence of something at or after the entry.
     *
     * @param until what
     * @param nth which one, from 1
     */
    public record Until(Selector until, Param<BigDecimal> nth) implements Serializable {
        /** Checks the number. */
        public Until {
            Param.requireCount("nth", nth);
        }
    }

    /**
     * Returns a conversion from the first occurrence ever, in a window that begins with the entry and does not end.
     *
     * @param unit what is followed
     * @param entry what brings a unit in
     * @param target what is to be reached
     * @return the conversion
     */
    public static Conversion of(Unit unit, Selector entry, Goal target) {
        return new Conversion(
                unit,
                entry,
                EntryRule.FIRST_EVER,
                Collections.emptySortedMap(),
                target,
                Param.of(Param.Type.DURATION, Duration.ZERO),
                null,
                null,
                false,
                Param.optional("includeImmature", Param.Type.FLAG));
    }

    /**
     * Returns the conversion to being a customer when the window ends.
     *
     * @param unit what is followed
     * @param entry what brings a unit in
     * @param to when the window ends
     * @return the conversion
     */
    public static Conversion toCustomer(Unit unit, Selector entry, Param<Duration> to) {
        return new Conversion(
                unit,
                entry,
                EntryRule.FIRST_EVER,
                Collections.emptySortedMap(),
                Goal.customer(),
                Param.of(Param.Type.DURATION, Duration.ZERO),
                to,
                null,
                false,
                Param.optional("includeImmature", Param.Type.FLAG));
    }

    /**
     * Says which occurrences bring a unit in.
     *
     * @param rule the rule
     * @return the conversion
     */
    public Conversion entering(EntryRule rule) {
        return new Conversion(unit, entry, rule, having, target, from, to, until, complement, includeImmature);
    }

    /**
     * Says what a text of the entering occurrence must be.
     *
     * @param name the text
     * @param texts the texts that fit
     * @return the conversion
     */
    public Conversion having(String name, Param<TextSet> texts) {
        SortedMap<String, Param<TextSet>> more = new TreeMap<>(having);
        more.put(name, texts);
        return new Conversion(unit, entry, entryRule, more, target, from, to, until, complement, includeImmature);
    }

    /**
     * Says when the window ends.
     *
     * @param end the length of time after the entry
     * @return the conversion
     */
    public Conversion within(Param<Duration> end) {
        return new Conversion(unit, entry, entryRule, having, target, from, end, null, complement, includeImmature);
    }

    /**
     * Says when the window begins and ends.
     *
     * @param begin the length of time after the entry at which it begins
     * @param end the length of time after the entry at which it ends
     * @return the conversion
     */
    public Conversion within(Param<Duration> begin, Param<Duration> end) {
        return new Conversion(unit, entry, entryRule, having, target, begin, end, null, complement, includeImmature);
    }

    /**
     * Says that the window ends with the n-th occurrence of something at or after the entry.
     *
     * @param selector what
     * @param nth which one, from 1
     * @return the conversion
     */
    public Conversion until(Selector selector, Param<BigDecimal> nth) {
        return new Conversion(
                unit,
                entry,
                entryRule,
                having,
                target,
                from,
                null,
                new Until(selector, nth),
                complement,
                includeImmature);
    }

    /**
     * Tells the part that did not reach the target.
     *
     * @return 1 minus the conversion
     */
    public Conversion complemented() {
        return new Conversion(unit, entry, entryRule, having, target, from, to, until, !complement, includeImmature);
    }

    private Need need(Reading reading, AccountFilter only) {
        SortedMap<String, TextSet> texts = new TreeMap<>();
        having.forEach((name, text) -> texts.put(name, text.get()));
        ConversionCounter.Until limit = until == null
                ? null
                : new ConversionCounter.Until(until.until(), until.nth().get().intValueExact());
        return new Need(
                new ConversionCounter(
                        unit, entry, entryRule, texts, target, from.get(), to == null ? null : to.get(), limit),
                reading,
                only);
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        out.accept(need(reading, only));
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        ConversionFacts facts = counts.of(ConversionFacts.class, need(reading, only));
        boolean all = includeImmature.ifSet().orElse(false);
        long entered = facts.mature() + (all ? facts.censored() : 0);
        long reached = facts.converted() + (all ? facts.censoredConverted() : 0);
        Evidence.Builder evidence = Evidence.builder()
                .n(entered)
                .excluded(facts.excluded())
                .censored(facts.censored())
                .term("reached the target", BigDecimal.valueOf(reached))
                .term("entered", BigDecimal.valueOf(entered))
                .flag(Flag.OPEN_WINDOW, (to == null && until == null) || (all && facts.censored() > 0));
        if (entered == 0 && facts.censored() > 0) {
            return new Answer.Undefined(
                    UndefinedReason.IMMATURE,
                    "all " + facts.censored() + " that entered are still inside their window",
                    evidence.build());
        }
        long told = complement ? entered - reached : reached;
        return evidence.divide(
                Quotient.of(1), BigDecimal.valueOf(told), BigDecimal.valueOf(entered), "the number that entered");
    }

    @Override
    public Duration followUp() {
        return to == null ? Duration.ZERO : to.get();
    }

    @Override
    public void reachesAcross(Consumer<Selector.Event> out) {
        if (unit.isMatched()) {
            TimeBetween.acceptEvent(entry, out);
            if (target instanceof Goal.Happened happened) {
                TimeBetween.acceptEvent(happened.did(), out);
            }
            if (until != null) {
                TimeBetween.acceptEvent(until.until(), out);
            }
        }
    }
}
