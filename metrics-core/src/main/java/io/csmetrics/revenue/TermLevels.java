package io.csmetrics.revenue;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.revenue.Subscription.Discount;
import io.csmetrics.revenue.Subscription.Status;
import io.csmetrics.revenue.SubscriptionRules.DiscountBasis;
import io.csmetrics.revenue.SubscriptionTerms.Term;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The monthly level of each term: one stretch of days for each price that it has. */
final class TermLevels {
    static final long OPEN = Long.MAX_VALUE;

    private final SubscriptionRules rules;
    private final int scale;
    private final String source;
    private final Findings findings;

    /**
     * Days of a term on which its level is one and the same.
     *
     * @param from the first day, since the epoch
     * @param to the day after the last, {@link #OPEN} for none
     * @param level in units of {@code 10^-scale}
     * @param zeroReason why the level is 0 although the term goes on, empty if it is not, or because of discounts
     */
    record Stretch(Subscription term, long line, long from, long to, long level, String zeroReason) {
        /** Whether the account is still served, and only the revenue is away. */
        boolean keepsLogo() {
            return level == 0 && !zeroReason.equals(Subscriptions.INVOLUNTARY);
        }
    }

    TermLevels(SubscriptionRules rules, int scale, String source, Findings findings) {
        this.rules = rules;
        this.scale = scale;
        this.source = source;
        this.findings = findings;
    }

    /** The stretches of a term that is not a trial. */
    List<Stretch> paid(Term term) {
        Subscription of = term.of();
        return switch (of.status()) {
            case TRIAL -> List.of();
            case FREE -> List.of(whole(term, Subscriptions.FREE));
            case PAUSED -> List.of(whole(term, Subscriptions.PAUSED));
            case ACTIVE, PAST_DUE ->
                of.amount().isZero() || of.quantity().signum() == 0
                        ? List.of(whole(term, Subscriptions.FREE))
                        : priced(term);
        };
    }

    /** The stretches of a trial as if it were paid. */
    List<Stretch> trial(Term term) {
        return term.of().status() == Status.TRIAL ? priced(term) : List.of();
    }

    private static Stretch whole(Term term, String zeroReason) {
        return stretch(term, term.of().startsOn(), term.of().endsOn(), 0, zeroReason);
    }

    private static Stretch stretch(Term term, LocalDate from, Optional<LocalDate> to, long level, String zeroReason) {
        return new Stretch(
                term.of(),
                term.line(),
                from.toEpochDay(),
                to.map(LocalDate::toEpochDay).orElse(OPEN),
                level,
                zeroReason);
    }

    private List<Stretch> priced(Term term) {
        try {
            return pricedByDay(term);
        } catch (ArithmeticException beyondLong) {
            findings.add(Finding.error(
                    source,
                    term.line(),
                    "amount",
                    term.of().amount(),
                    "must give at most "
                            + BigDecimal.valueOf(Long.MAX_VALUE, scale).toPlainString() + " a month",
                    "correct it or the quantity, or use fewer decimals"));
            return List.of();
        }
    }

    private List<Stretch> pricedByDay(Term term) {
        Optional<LocalDate> outFrom = outFrom(term);
        if (outFrom.isEmpty() && term.of().discounts().isEmpty()) {
            return List.of(stretch(term, term.of().startsOn(), term.of().endsOn(), level(term.of(), List.of()), ""));
        }
        List<Discount> discounts = counted(term.of());
        TreeSet<LocalDate> cuts = new TreeSet<>();
        cuts.add(term.of().startsOn());
        outFrom.ifPresent(cuts::add);
        for (Discount discount : discounts) {
            cuts.add(discount.startsOn());
            discount.endsOn().ifPresent(cuts::add);
        }
        cuts.removeIf(cut -> !term.of().isInForceOn(cut));
        List<Stretch> stretches = new ArrayList<>(cuts.size());
        for (LocalDate cut : cuts) {
            LocalDate next = cuts.higher(cut);
            Optional<LocalDate> to = next == null ? term.of().endsOn() : Optional.of(next);
            if (outFrom.isPresent() && !cut.isBefore(outFrom.get())) {
                stretches.add(stretch(term, cut, to, 0, Subscriptions.INVOLUNTARY));
            } else {
                List<Discount> held =
                        discounts.stream().filter(d -> d.holdsOn(cut)).toList();
                stretches.add(stretch(term, cut, to, level(term.of(), held), ""));
            }
        }
        return stretches;
    }

    /** The day from which a term that is past due no longer counts. */
    private Optional<LocalDate> outFrom(Term term) {
        if (term.of().status() != Status.PAST_DUE || rules.graceDays().isEmpty()) {
            return Optional.empty();
        }
        LocalDate out = term.pastDueSince().plusDays(rules.graceDays().getAsInt());
        // a run that went on into this term may have used up its grace before it
        return Optional.of(out.isBefore(term.of().startsOn()) ? term.of().startsOn() : out);
    }

    private List<Discount> counted(Subscription term) {
        if (rules.discountBasis() == DiscountBasis.LIST) {
            return List.of();
        }
        boolean all = rules.discountBasis() == DiscountBasis.NET_ALL;
        return term.discounts().stream().filter(d -> all || d.recurring()).toList();
    }

    private long level(Subscription term, List<Discount> held) {
        BigDecimal price = term.amount().getAmount().multiply(term.quantity());
        for (Discount discount : held) {
            if (discount.fraction().isPresent()) {
                price = price.multiply(
                        BigDecimal.ONE.subtract(discount.fraction().get()));
            }
        }
        for (Discount discount : held) {
            if (discount.amount().isPresent()) {
                price = price.subtract(discount.amount().get().getAmount());
            }
        }
        return rules.profile()
                .monthly(price.max(BigDecimal.ZERO), term.interval(), scale)
                .unscaledValue()
                .longValueExact();
    }
}
