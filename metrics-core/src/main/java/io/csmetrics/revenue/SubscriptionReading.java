package io.csmetrics.revenue;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.Rows;
import io.csmetrics.revenue.Subscription.Status;
import io.csmetrics.revenue.SubscriptionTerms.Term;
import io.csmetrics.revenue.Subscriptions.Exclusion;
import io.csmetrics.revenue.TermLevels.Stretch;
import io.csmetrics.revenue.TermSweep.Step;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** Reads terms into ledgers: of what is paid, of trials, and of logos. */
final class SubscriptionReading {
    private final String source;
    private final SubscriptionRules rules;
    private final Findings findings;
    private final SortedMap<Exclusion, Long> exclusions = new TreeMap<>();
    private final RevenueLedger ledger;
    private final RevenueLedger trials;
    private final RevenueLedger logos;

    SubscriptionReading(Rows<Subscription> rows, SubscriptionRules rules, Findings findings) {
        source = rows.source();
        this.rules = rules;
        this.findings = findings;
        SubscriptionTerms terms = new SubscriptionTerms(rows, rules, findings);
        TermLevels levels = new TermLevels(rules, terms.scale, source, findings);
        if (terms.duplicates > 0) {
            exclusions.put(Exclusion.DUPLICATE, terms.duplicates);
        }
        List<Stretch> paid = new ArrayList<>(terms.usable.size());
        List<Stretch> tried = new ArrayList<>();
        for (Term term : terms.usable) {
            List<Stretch> stretches = levels.paid(term);
            paid.addAll(stretches);
            tried.addAll(levels.trial(term));
            exclusion(term.of().status(), stretches).ifPresent(reason -> exclusions.merge(reason, 1L, Long::sum));
        }
        Staged ofPaid = new Staged(terms.currency, terms.scale);
        Staged ofTrials = new Staged(terms.currency, terms.scale);
        Staged ofLogos = new Staged(RevenueLedger.NO_CURRENCY, 0);
        stage(paid, ofPaid, ofLogos);
        stage(tried, ofTrials, null);
        ledger = ofPaid.ledger();
        trials = ofTrials.ledger();
        logos = ofLogos.ledger();
    }

    RevenueLedger ledger() {
        return ledger;
    }

    RevenueLedger trials() {
        return trials;
    }

    RevenueLedger logos() {
        return logos;
    }

    SortedMap<Exclusion, Long> exclusions() {
        return Collections.unmodifiableSortedMap(exclusions);
    }

    private static Optional<Exclusion> exclusion(Status status, List<Stretch> stretches) {
        if (status == Status.TRIAL) {
            return Optional.of(Exclusion.TRIAL);
        }
        // a term without stretches was refused, and that is a finding
        if (stretches.isEmpty() || stretches.stream().anyMatch(stretch -> stretch.level() > 0)) {
            return Optional.empty();
        }
        return switch (status) {
            case FREE -> Optional.of(Exclusion.FREE);
            case PAUSED -> Optional.of(Exclusion.PAUSED);
            default -> Optional.of(exclusion(stretches.get(0)));
        };
    }

    private static Exclusion exclusion(Stretch withoutLevel) {
        if (withoutLevel.zeroReason().equals(Subscriptions.INVOLUNTARY)) {
            return Exclusion.PAST_GRACE;
        }
        return withoutLevel.zeroReason().isEmpty()
                        && !withoutLevel.term().discounts().isEmpty()
                ? Exclusion.FULLY_DISCOUNTED
                : Exclusion.ZERO_AMOUNT;
    }

    private void stage(List<Stretch> stretches, Staged money, @Nullable Staged logo) {
        Map<String, String> accountOfKey = new HashMap<>();
        grouped(stretches, stretch -> stretch.term().accountId()).forEach((account, ofAccount) -> {
            SortedMap<String, List<Stretch>> byKey = rules.perProduct()
                    ? grouped(
                            ofAccount,
                            stretch -> Subscriptions.productKey(
                                    account, stretch.term().product()))
                    : new TreeMap<>(Map.of(account, ofAccount));
            SortedMap<String, List<Step>> steps = new TreeMap<>();
            byKey.forEach((key, ofKey) -> {
                String other = accountOfKey.putIfAbsent(key, account);
                if (other != null) {
                    refuseKey(key, other, ofKey.get(0));
                    return;
                }
                sweep(ofKey).ifPresent(swept -> {
                    steps.put(key, swept.steps());
                    if (logo != null) {
                        swept.logoSteps().forEach(step -> logo.add(key, step));
                    }
                });
            });
            Map<Long, Boolean> switched = steps.size() > 1 ? switchedOn(steps) : Map.of();
            steps.forEach((key, ofKey) -> ofKey.forEach(step -> money.add(
                    key, switched.getOrDefault(step.day(), false) ? step.withReason(Subscriptions.SWITCH) : step)));
        });
    }

    private Optional<TermSweep> sweep(List<Stretch> stretches) {
        try {
            return Optional.of(TermSweep.of(stretches, rules.profile()));
        } catch (ArithmeticException beyondLong) {
            Stretch first = stretches.get(0);
            findings.add(Finding.error(
                    source,
                    first.line(),
                    "amount",
                    first.term().amount(),
                    "all amounts of account \"" + first.term().accountId() + "\" together are too large",
                    "correct them, or use fewer decimals"));
            return Optional.empty();
        }
    }

    private void refuseKey(String key, String other, Stretch stretch) {
        findings.add(Finding.error(
                source,
                stretch.line(),
                "product",
                stretch.term().product().orElse(""),
                "of account \"" + stretch.term().accountId() + "\" gives the key \"" + key
                        + "\", which a product of account \"" + other + "\" has",
                "rename the product, or do not count by product"));
    }

    /** The days on which some keys lose and others gain. */
    private static Map<Long, Boolean> switchedOn(SortedMap<String, List<Step>> byKey) {
        Map<Long, Integer> signs = new HashMap<>();
        byKey.values()
                .forEach(steps ->
                        steps.forEach(step -> signs.merge(step.day(), step.delta() > 0 ? 1 : 2, (a, b) -> a | b)));
        Map<Long, Boolean> switched = new HashMap<>();
        signs.forEach((day, both) -> switched.put(day, both == 3));
        return switched;
    }

    private static SortedMap<String, List<Stretch>> grouped(List<Stretch> stretches, Function<Stretch, String> key) {
        SortedMap<String, List<Stretch>> groups = new TreeMap<>();
        for (Stretch stretch : stretches) {
            groups.computeIfAbsent(key.apply(stretch), k -> new ArrayList<>()).add(stretch);
        }
        return groups;
    }

    /** Movements with the lines of the terms that made them. */
    private final class Staged {
        private final CurrencyUnit currency;
        private final int scale;
        private final List<RevenueMovement> movements = new ArrayList<>();
        private final List<Long> lines = new ArrayList<>();

        Staged(CurrencyUnit currency, int scale) {
            this.currency = currency;
            this.scale = scale;
        }

        void add(String account, Step step) {
            RevenueMovement.Builder movement = RevenueMovement.builder(
                    account,
                    LocalDate.ofEpochDay(step.day()),
                    step.type(),
                    BigMoney.of(currency, BigDecimal.valueOf(Math.abs(step.delta()), scale)));
            if (step.kind() != null) {
                movement.kind(step.kind());
            }
            if (!step.reason().isEmpty()) {
                movement.reason(step.reason());
            }
            step.product().ifPresent(movement::product);
            movements.add(movement.build());
            lines.add(step.line());
        }

        RevenueLedger ledger() {
            long[] at = lines.stream().mapToLong(Long::longValue).toArray();
            RevenueLedger whole = RevenueLedger.builder()
                    .currency(currency)
                    .scale(scale)
                    .movements(Rows.of(source, movements, at))
                    .buildLenient(findings);
            RevenueLedger bridged = whole.bridgingGapsShorterThan(rules.minimumGapDays());
            return rules.reactivationDays().isPresent()
                    ? bridged.returningAsNewAfter(rules.reactivationDays().getAsInt())
                    : bridged;
        }
    }
}
