package io.csmetrics.family;

import io.csmetrics.count.BridgeCounter;
import io.csmetrics.count.CohortCounter;
import io.csmetrics.count.Counter;
import io.csmetrics.count.MixCounter;
import io.csmetrics.count.MonthlyRetentionCounter;
import io.csmetrics.count.Need;
import io.csmetrics.count.RetentionCounter;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.Facts;
import io.csmetrics.facts.Quotient;
import io.csmetrics.period.Reading;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.revenue.CohortMovements;
import io.csmetrics.revenue.MonthlyRetentions;
import io.csmetrics.revenue.MovementMix;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.revenue.RetentionRates;
import io.csmetrics.revenue.RevenueBridge;
import io.csmetrics.revenue.RevenueRetention;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Param;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;

/**
 * A sum of recurring revenue, or the ratio of two. Defined as {@code scale * numerator / denominator}, or {@code scale * numerator}
 * without a denominator. Undefined with ZERO_DENOMINATOR where the denominator is 0.
 *
 * <p>What opening accounts kept, lost and gained is told apart by a method; the terms of the bridge are the same in every method.
 * {@link RetentionMethod#COMPOUNDED} multiplies the rates of the months of the period and needs OPEN as the denominator.
 *
 * @param numerator the sum
 * @param denominator what it is divided by, absent for a sum of money
 * @param method how kept and lost revenue are told apart
 * @param includeReactivation whether returning revenue counts as gained, in {@link RetentionMethod#FLOW} only
 * @param kind the kinds of EXPANSION and CONTRACTION that count, none for all
 * @param scale what the result is multiplied by
 */
public record Ledger(
        RevenueTerm numerator,
        @Nullable RevenueTerm denominator,
        Param<RetentionMethod> method,
        Param<Boolean> includeReactivation,
        SortedSet<Kind> kind,
        BigDecimal scale)
        implements Family {

    /** Copies the kinds and checks that there is a term that has kinds. */
    public Ledger {
        kind = Collections.unmodifiableSortedSet(new TreeSet<>(kind));
        if (!kind.isEmpty() && !hasKinds(numerator) && (denominator == null || !hasKinds(denominator))) {
            throw new IllegalArgumentException("kinds " + kind + " of " + numerator
                    + (denominator == null ? "" : " over " + denominator)
                    + " must be of EXPANSION or CONTRACTION; no other term has kinds");
        }
    }

    private static boolean hasKinds(RevenueTerm term) {
        return term == RevenueTerm.EXPANSION || term == RevenueTerm.CONTRACTION;
    }

    /**
     * Returns a sum of revenue.
     *
     * @param term the sum
     * @return the formula
     */
    public static Ledger sum(RevenueTerm term) {
        return new Ledger(
                term,
                null,
                Param.of(Param.Type.METHOD, RetentionMethod.POINT_TO_POINT),
                Param.of(Param.Type.FLAG, false),
                Collections.emptySortedSet(),
                BigDecimal.ONE);
    }

    /**
     * Divides the sum.
     *
     * @param term what it is divided by
     * @return the ratio
     */
    public Ledger over(RevenueTerm term) {
        return new Ledger(numerator, term, method, includeReactivation, kind, scale);
    }

    /**
     * Lets the method be chosen.
     *
     * @param chosen how kept and lost revenue are told apart
     * @param returning whether returning revenue counts as gained in FLOW
     * @return the formula
     */
    public Ledger by(Param<RetentionMethod> chosen, Param<Boolean> returning) {
        return new Ledger(numerator, denominator, chosen, returning, kind, scale);
    }

    /**
     * Counts only movements of some kinds.
     *
     * @param kinds the kinds
     * @return the formula
     */
    public Ledger ofKind(Kind... kinds) {
        return new Ledger(numerator, denominator, method, includeReactivation, new TreeSet<>(List.of(kinds)), scale);
    }

    /**
     * Multiplies the result.
     *
     * @param factor the factor, such as 12 for a year
     * @return the formula
     */
    public Ledger times(long factor) {
        return new Ledger(
                numerator, denominator, method, includeReactivation, kind, scale.multiply(BigDecimal.valueOf(factor)));
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        if (isCompounded()) {
            out.accept(new Need(new MonthlyRetentionCounter(), reading, only));
            return;
        }
        out.accept(new Need(counter(numerator), reading, only));
        if (denominator != null) {
            out.accept(new Need(counter(denominator), reading, only));
        }
    }

    private boolean isCompounded() {
        return method.get() == RetentionMethod.COMPOUNDED
                && (isRetention(numerator) || (denominator != null && isRetention(denominator)));
    }

    private static boolean isRetention(RevenueTerm term) {
        return switch (term) {
            case COHORT_CLOSE, RETAINED, LOST, GAINED, NET_LOST -> true;
            case OPEN, CLOSE, NEW, EXPANSION, CONTRACTION, CHURN, REACTIVATION -> false;
        };
    }

    /** Where a term is counted. The opening is the same everywhere, so it is read where the other term is. */
    private Counter counter(RevenueTerm term) {
        if (term == RevenueTerm.OPEN && denominator != null && numerator != RevenueTerm.OPEN && kind.isEmpty()) {
            return counter(numerator);
        }
        if (isRetention(term)) {
            return switch (method.get()) {
                case POINT_TO_POINT, COMPOUNDED -> new RetentionCounter();
                case COHORT_MOVEMENTS -> new CohortCounter();
                case FLOW -> new BridgeCounter();
            };
        }
        return hasKinds(term) && !kind.isEmpty() ? new MixCounter() : new BridgeCounter();
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        if (isCompounded()) {
            return compounded(reading, only, counts);
        }
        Evidence.Builder evidence = Evidence.builder();
        Facts over = counts.of().apply(new Need(counter(numerator), reading, only));
        BigDecimal sum = read(numerator, counter(numerator), over, evidence);
        evidence.term(words(numerator), sum);
        boolean byMethod = isRetention(numerator) || (denominator != null && isRetention(denominator));
        if (byMethod) {
            evidence.method(method.get().name());
        }
        if (denominator == null) {
            return new Answer.Value(Quotient.of(scale).times(Quotient.of(sum)), evidence.build());
        }
        Facts under = counts.of().apply(new Need(counter(denominator), reading, only));
        BigDecimal base = read(denominator, counter(denominator), under, evidence);
        evidence.term(words(denominator), base);
        boolean lossy = (numerator == RevenueTerm.LOST && sum.compareTo(base) > 0)
                || (numerator == RevenueTerm.RETAINED && sum.signum() < 0);
        return evidence.flag(Flag.OVER_BASE, lossy).divide(Quotient.of(scale), sum, base, words(denominator));
    }

    /**
     * Reads a term, and leaves in the evidence how many accounts or movements it is about. Facts that the caller counted must be
     * those of the method: a bridge divided as if it were point to point would be another number under a wrong name.
     */
    private BigDecimal read(RevenueTerm term, Counter counter, Facts facts, Evidence.Builder evidence) {
        if (counter instanceof MixCounter) {
            MovementMix mix = Facts.sameType(MovementMix.class, facts);
            return (term == RevenueTerm.EXPANSION ? mix.expansion(kind) : mix.contraction(kind)).getAmount();
        }
        if (counter instanceof RetentionCounter) {
            RevenueRetention retention = Facts.sameType(RevenueRetention.class, facts);
            evidence.n(retention.openingAccounts()).flag(Flag.HISTORY_STARTS_INSIDE, retention.importedInside() > 0);
            return term.of(retention).getAmount();
        }
        if (counter instanceof CohortCounter) {
            CohortMovements cohort = Facts.sameType(CohortMovements.class, facts);
            evidence.n(cohort.openingAccounts()).flag(Flag.HISTORY_STARTS_INSIDE, cohort.importedInside() > 0);
            return retained(term, cohort.opening(), cohort.lost(), cohort.gained());
        }
        RevenueBridge bridge = Facts.sameType(RevenueBridge.class, facts);
        evidence.n(units(bridge.accounts()))
                .flag(Flag.HISTORY_STARTS_INSIDE, bridge.accounts().importedInside() > 0);
        if (isRetention(term)) {
            boolean gains = term != RevenueTerm.LOST && term != RevenueTerm.RETAINED;
            evidence.flag(Flag.REACTIVATION_INCLUDED, gains && includeReactivation.get());
            BigMoney gained =
                    includeReactivation.get() ? bridge.expansion().plus(bridge.reactivation()) : bridge.expansion();
            return retained(term, bridge.opening(), bridge.contraction().plus(bridge.churn()), gained);
        }
        return term.of(bridge).getAmount();
    }

    /** A ratio is about the accounts at its opening; a sum is about what it adds up. */
    private long units(RevenueBridge.Counts accounts) {
        if (denominator != null) {
            return accounts.opening();
        }
        return switch (numerator) {
            case CLOSE -> accounts.closing();
            case NEW -> accounts.won();
            case EXPANSION -> accounts.expansions();
            case CONTRACTION -> accounts.contractions();
            case CHURN -> accounts.churned();
            case REACTIVATION -> accounts.reactivated();
            case OPEN, COHORT_CLOSE, RETAINED, LOST, GAINED, NET_LOST -> accounts.opening();
        };
    }

    private static BigDecimal retained(RevenueTerm term, BigMoney opening, BigMoney lost, BigMoney gained) {
        BigMoney amount = switch (term) {
            case COHORT_CLOSE -> opening.minus(lost).plus(gained);
            case RETAINED -> opening.minus(lost);
            case LOST -> lost;
            case GAINED -> gained;
            case NET_LOST -> lost.minus(gained);
            case OPEN -> opening;
            case CLOSE, NEW, EXPANSION, CONTRACTION, CHURN, REACTIVATION ->
                throw new IllegalArgumentException(term + " must be read from a bridge");
        };
        return amount.getAmount();
    }

    private Answer compounded(Reading reading, AccountFilter only, Counts counts) {
        Evidence.Builder evidence = Evidence.builder().method(RetentionMethod.COMPOUNDED.name());
        MonthlyRetentions facts =
                counts.of(MonthlyRetentions.class, new Need(new MonthlyRetentionCounter(), reading, only));
        facts.months()
                .forEach((start, month) -> evidence.term(
                                "month from " + start + ", open",
                                month.opening().getAmount())
                        .term(
                                "month from " + start + ", cohort close",
                                month.closing().getAmount())
                        .term(
                                "month from " + start + ", retained",
                                month.retained().getAmount())
                        .flag(Flag.HISTORY_STARTS_INSIDE, month.importedInside() > 0));
        evidence.n(facts.months().values().iterator().next().openingAccounts());
        if (denominator != RevenueTerm.OPEN) {
            return new Answer.Undefined(
                    UndefinedReason.UNCONFIGURED, "COMPOUNDED needs OPEN as the denominator", evidence.build());
        }
        RetentionRates rates = RetentionRates.compounded(facts.months().values());
        if (rates.net().isEmpty() || rates.gross().isEmpty()) {
            return new Answer.Undefined(
                    UndefinedReason.ZERO_DENOMINATOR, "the opening of one of the months is 0", evidence.build());
        }
        Quotient one = Quotient.of(1);
        Quotient net = rates.net().get();
        Quotient gross = rates.gross().get();
        Quotient rate = switch (numerator) {
            case COHORT_CLOSE -> net;
            case RETAINED -> gross;
            case LOST -> one.minus(gross);
            case GAINED -> net.minus(gross);
            default -> one.minus(net);
        };
        return new Answer.Value(Quotient.of(scale).times(rate), evidence.build());
    }

    private static String words(RevenueTerm term) {
        return term.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
