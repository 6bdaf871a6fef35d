package io.csmetrics.revenue;

import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.TermLevels.Stretch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through the days of one account on which a stretch begins or ends, and tells what its level does there. */
final class TermSweep {
    private static final Comparator<Change> LARGEST_FIRST = Comparator.comparingLong(
                    (Change change) -> -Math.abs(change.delta))
            .thenComparingInt(change -> change.kind == null ? Integer.MAX_VALUE : change.kind.ordinal())
            .thenComparing(change -> change.reason)
            .thenComparing(change -> change.product.orElse(""))
            .thenComparingLong(change -> change.line);

    private final NormalisationProfile profile;
    private final List<Step> steps = new ArrayList<>();
    private final List<Step> logoSteps = new ArrayList<>();

    private long level;
    private boolean hadRevenue;
    private boolean logo;
    private boolean hadLogo;
    private int keepingLogo;

    /** What an account's level does on one day: at most one step a day. */
    record Step(
            long day, long delta, Type type, @Nullable Kind kind, String reason, Optional<String> product, long line) {
        Step withReason(String other) {
            return new Step(day, delta, type, kind, other, product, line);
        }
    }

    /** The part of one subscription, or of one product that passes from one subscription to another, in a step. */
    private record Change(long delta, @Nullable Kind kind, String reason, Optional<String> product, long line) {}

    private TermSweep(NormalisationProfile profile) {
        this.profile = profile;
    }

    /**
     * Sweeps one account.
     *
     * @throws ArithmeticException if its level goes beyond {@code long}
     */
    static TermSweep of(List<Stretch> stretches, NormalisationProfile profile) {
        TermSweep sweep = new TermSweep(profile);
        List<Stretch> starts = new ArrayList<>(stretches);
        List<Stretch> ends = new ArrayList<>(stretches);
        starts.sort(Comparator.comparingLong(Stretch::from));
        ends.sort(Comparator.comparingLong(Stretch::to));
        int s = 0;
        int e = 0;
        while (e < ends.size() && (s < starts.size() || ends.get(e).to() != TermLevels.OPEN)) {
            long day = Math.min(
                    s < starts.size() ? starts.get(s).from() : TermLevels.OPEN,
                    ends.get(e).to());
            int startsEnd = s;
            while (startsEnd < starts.size() && starts.get(startsEnd).from() == day) {
                startsEnd++;
            }
            int endsEnd = e;
            while (endsEnd < ends.size() && ends.get(endsEnd).to() == day) {
                endsEnd++;
            }
            sweep.day(day, ends.subList(e, endsEnd), starts.subList(s, startsEnd));
            s = startsEnd;
            e = endsEnd;
        }
        return sweep;
    }

    /** The steps of the level, by day. */
    List<Step> steps() {
        return steps;
    }

    /** The steps of 1 and 0: whether the account is a customer, or was one and is still served without revenue. */
    List<Step> logoSteps() {
        return logoSteps;
    }

    private void day(long day, List<Stretch> ended, List<Stretch> started) {
        long net = 0;
        for (Stretch stretch : ended) {
            net = Math.subtractExact(net, stretch.level());
            keepingLogo -= stretch.keepsLogo() ? 1 : 0;
        }
        for (Stretch stretch : started) {
            net = Math.addExact(net, stretch.level());
            keepingLogo += stretch.keepsLogo() ? 1 : 0;
        }
        if (net != 0) {
            step(day, net, ended, started);
        }
        boolean kept = level > 0 || (logo && keepingLogo > 0);
        if (kept != logo) {
            Type type = LedgerRules.typeOf(logo ? 1 : 0, kept ? 1 : 0, hadLogo);
            logoSteps.add(new Step(day, kept ? 1 : -1, type, null, "", Optional.empty(), 0));
            logo = kept;
            hadLogo = true;
        }
    }

    private void step(long day, long net, List<Stretch> ended, List<Stretch> started) {
        Change leading = changes(ended, started).stream()
                .filter(change -> Long.signum(change.delta) == Long.signum(net))
                .min(LARGEST_FIRST)
                .orElseThrow();
        long after = Math.addExact(level, net);
        Type type = LedgerRules.typeOf(level, after, hadRevenue);
        boolean hasKind = type == Type.EXPANSION || type == Type.CONTRACTION;
        String reason = leading.reason;
        if (type == Type.CHURN && reason.isEmpty()) {
            reason = started.stream()
                    .map(Stretch::zeroReason)
                    .filter(r -> !r.isEmpty())
                    .sorted()
                    .findFirst()
                    .orElse("");
        }
        if (type == Type.NEW || type == Type.REACTIVATION) {
            reason = "";
        }
        steps.add(new Step(day, net, type, hasKind ? leading.kind : null, reason, leading.product, leading.line));
        level = after;
        hadRevenue = true;
    }

    /** Joins what ends with what begins: terms of one subscription first, then the only two of one product. */
    private List<Change> changes(List<Stretch> ended, List<Stretch> started) {
        List<Change> changes = new ArrayList<>();
        Map<String, Stretch> endedById = new HashMap<>();
        for (Stretch stretch : ended) {
            endedById.put(stretch.term().id(), stretch);
        }
        List<Stretch> begun = new ArrayList<>();
        for (Stretch stretch : started) {
            Stretch before = endedById.remove(stretch.term().id());
            if (before == null) {
                begun.add(stretch);
            } else {
                changes.add(change(before, stretch));
            }
        }
        Map<Optional<String>, List<Stretch>> begunByProduct = byProduct(begun);
        byProduct(endedById.values()).forEach((product, gone) -> {
            List<Stretch> come = begunByProduct.getOrDefault(product, List.of());
            if (gone.size() == 1 && come.size() == 1) {
                changes.add(change(gone.get(0), come.get(0)));
                begunByProduct.remove(product);
            } else {
                gone.forEach(stretch -> changes.add(new Change(
                        -stretch.level(), null, stretch.term().reason().orElse(""), product, stretch.line())));
            }
        });
        begunByProduct.forEach((product, come) ->
                come.forEach(stretch -> changes.add(new Change(stretch.level(), null, "", product, stretch.line()))));
        return changes;
    }

    private static Map<Optional<String>, List<Stretch>> byProduct(Iterable<Stretch> stretches) {
        Map<Optional<String>, List<Stretch>> byProduct = new HashMap<>();
        for (Stretch stretch : stretches) {
            // what is worth nothing takes no other's place
            if (stretch.level() > 0) {
                byProduct
                        .computeIfAbsent(stretch.term().product(), product -> new ArrayList<>())
                        .add(stretch);
            }
        }
        return byProduct;
    }

    private Change change(Stretch before, Stretch after) {
        Subscription old = before.term();
        Subscription now = after.term();
        long delta = after.level() - before.level();
        Optional<String> product = now.product().or(old::product);
        long line = after.line();
        String given = old.reason().orElse("");
        if (!after.zeroReason().isEmpty()) {
            boolean ownReason = !given.isEmpty() && !after.zeroReason().equals(Subscriptions.INVOLUNTARY);
            return new Change(delta, null, ownReason ? given : after.zeroReason(), product, line);
        }
        if (!before.zeroReason().isEmpty() || !old.product().equals(now.product())) {
            return new Change(delta, null, given, product, line);
        }
        int price = unitPrice(now).compareTo(unitPrice(old));
        boolean sameQuantity = now.quantity().compareTo(old.quantity()) == 0;
        boolean cheaper = price < 0 || sameQuantity;
        if (delta < 0 && cheaper && days(now.interval()) > days(old.interval())) {
            return new Change(delta, null, Subscriptions.TERM_EXTENSION, product, line);
        }
        if (price == 0 && sameQuantity) {
            String discount = delta > 0 ? Subscriptions.DISCOUNT_END : Subscriptions.DISCOUNT_START;
            return new Change(delta, null, discount, product, line);
        }
        Kind kind = sameQuantity ? Kind.PRICE : price == 0 ? Kind.SEATS : null;
        return new Change(delta, kind, given, product, line);
    }

    private BigDecimal unitPrice(Subscription term) {
        return profile.comparable(term.amount().getAmount(), term.interval());
    }

    /** The length in parts of a day of which the calendar months of 400 years have a whole number, so that any units compare. */
    private static long days(BillingInterval interval) {
        long perUnit = switch (interval.unit()) {
            case DAY -> 4_800L;
            case WEEK -> 7 * 4_800L;
            case MONTH -> 146_097L;
        };
        return perUnit * interval.count();
    }
}
