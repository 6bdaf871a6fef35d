package io.csmetrics.cohort.experiment;

import io.csmetrics.catalog.KpiParameters;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.count.ConversionCounter;
import io.csmetrics.count.Need;
import io.csmetrics.count.Scan;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.CustomerBasis;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.ConversionFacts;
import io.csmetrics.facts.Grid;
import io.csmetrics.family.ArmDifference;
import io.csmetrics.family.Bound;
import io.csmetrics.family.Conversion;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.Event;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.MovementRows;
import io.csmetrics.revenue.RevenueLedger;
import io.csmetrics.select.EntryRule;
import io.csmetrics.select.Param;
import io.csmetrics.select.Selector;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.Unit;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The experiment behind {@link RetentionKpis#INTERVENTION_EFFECT}: the accounts that the KPI counts, each with its arm, its exposure and its
 * outcome, as the KPI itself counts them. The difference of the readout is the value of the KPI; split, interval, balance of arms, verdict
 * and sentence come with it.
 *
 * <p>Where customers are told by the ledger, each account that had revenue when it was assigned has its life from there on as well: until
 * its first churn, or through the last known day.
 */
public final class InterventionExperiment {
    private final CustomerData data;
    private final ArmDifference arms;
    private final Reading reading;
    private final LocalDate asOf;
    private final Duration window;
    private final Map<String, Instant> assignedAt;

    private InterventionExperiment(CustomerData data, ArmDifference arms, ReportingPeriod period, LocalDate asOf) {
        this.data = data;
        this.arms = arms;
        this.asOf = asOf;
        reading = Reading.of(period, asOf.plusDays(1).atStartOfDay(data.zone()).toInstant());
        window = arms.followUp();
        assignedAt = new HashMap<>();
        Selector.Event assignment = (Selector.Event) arms.outcome().entry();
        for (Event event : data.events()) {
            if (isOf(assignment, event)) {
                assignedAt.merge(event.accountId(), event.at(), (one, other) -> one.isBefore(other) ? one : other);
            }
        }
    }

    /**
     * Begins the experiment of a KPI with the accounts of a book. Secondary metrics have no outcomes here.
     *
     * @param data the accounts
     * @param effect the KPI, {@link RetentionKpis#INTERVENTION_EFFECT} with its experiment named
     * @param assigned the period in which the accounts were assigned
     * @param asOf the last day that is known, inclusive
     * @return the builder, to which the rest may be told
     * @throws IllegalArgumentException if the KPI compares no arms of accounts by their first assignment, lacks a parameter, or follows
     *     accounts for less than a day; or if nothing of the period was known
     */
    public static Experiment.Builder of(CustomerData data, Kpi effect, ReportingPeriod assigned, LocalDate asOf) {
        Bound bound = effect.bind();
        if (!bound.missing().isEmpty()) {
            throw new IllegalArgumentException("parameters " + bound.missing() + " of \"" + effect.key()
                    + "\" must be set; say of which experiment");
        }
        if (!(bound.formula() instanceof ArmDifference arms)
                || !(arms.outcome().entry() instanceof Selector.Event)
                || !arms.outcome().unit().equals(Unit.ACCOUNT)
                || arms.outcome().entryRule() != EntryRule.FIRST_EVER) {
            throw new IllegalArgumentException("\"" + effect.key()
                    + "\" must compare arms of accounts by their first assignment; take intervention-effect");
        }
        if (arms.followUp().compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("follow-up " + arms.followUp() + " of \"" + effect.key()
                    + "\" must be a day or more; nothing can become of an account sooner");
        }
        return new InterventionExperiment(data, arms, assigned, asOf).begin(effect);
    }

    private Experiment.Builder begin(Kpi effect) {
        // told now rather than by the first count
        reading.visiblePeriod(data.zone());
        int days = Math.toIntExact((window.toMillis() + Duration.ofDays(1).toMillis() - 1)
                / Duration.ofDays(1).toMillis());
        Metric metric = Metric.share(outcome(effect) + " after " + Wording.count(days, "day"), effect.direction());
        String control = name(arms.control());
        String treatment = name(arms.treatment());
        Experiment.Builder experiment =
                Experiment.builder(Design.RANDOMISED, metric, asOf, days).arms(control, treatment);
        Scan scan = new Scan(data);
        Lives lives = new Lives(data, asOf);
        add(experiment, control, arms.outcome().having(arms.arm(), arms.control()), scan, lives);
        add(experiment, treatment, arms.outcome().having(arms.arm(), arms.treatment()), scan, lives);
        return experiment;
    }

    /** What the KPI follows, in words: {@code retained}. */
    private static String outcome(Kpi effect) {
        String parameter = KpiParameters.OUTCOME.name();
        Serializable set = effect.bound().get(parameter);
        return String.valueOf(set == null ? effect.definition().defaults().get(parameter) : set)
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
    }

    private static String name(Param<TextSet> arm) {
        return String.join(" or ", arm.get().texts());
    }

    private static boolean isOf(Selector.Event assignment, Event event) {
        return assignment.type().get().has(event.type())
                && assignment.where().entrySet().stream().allMatch(text -> {
                    String found = event.attributes().get(text.getKey());
                    return found != null
                            && text.getValue()
                                    .ifSet()
                                    .map(texts -> texts.has(found))
                                    .orElse(true);
                });
    }

    private void add(Experiment.Builder experiment, String arm, Conversion outcome, Scan scan, Lives lives) {
        List<Need> needs = new ArrayList<>();
        outcome.needs(reading, AccountFilter.all(), needs::add);
        ConversionCounter counter = (ConversionCounter) needs.get(0).counter();
        List<String> ids = data.accounts().stream().map(Account::id).toList();
        Grid grid = counter.count(scan, List.of(reading), Cells.byAccount(ids));
        for (int account = 0; account < ids.size(); account++) {
            ConversionFacts facts = (ConversionFacts) grid.at(0, account);
            if (facts.mature() + facts.censored() > 0) {
                experiment.add(unit(account, arm, facts, lives));
            }
        }
    }

    private ExperimentUnit unit(int account, String arm, ConversionFacts facts, Lives lives) {
        String id = data.accounts().get(account).id();
        Instant at = assignedAt.get(id);
        if (at == null) {
            throw new IllegalStateException("account \"" + id + "\" is counted and has no assignment");
        }
        LocalDate exposedOn = at.atZone(data.zone()).toLocalDate();
        // the window ends at an instant: its last day is that of its last millisecond
        LocalDate last = at.plus(window).minusMillis(1).atZone(data.zone()).toLocalDate();
        ExperimentUnit.Builder unit = ExperimentUnit.builder(id, arm, exposedOn).windowEndsOn(last);
        if (facts.mature() > 0) {
            unit.outcome(facts.converted() > 0 ? 1 : 0);
        }
        lives.tell(account, exposedOn, unit);
        return unit.build();
    }

    /** The lives of accounts from a day on, where the ledger tells them. */
    private static final class Lives {
        private final RevenueLedger ledger;
        private final boolean told;
        private final LocalDate asOf;
        private final Map<Integer, List<Integer>> churnDays = new HashMap<>();

        Lives(CustomerData data, LocalDate asOf) {
            this.asOf = asOf;
            ledger = data.ledger();
            told = data.customerBasis() == CustomerBasis.LEDGER;
            MovementRows churns = ledger.select(Set.of(Type.CHURN), Set.of());
            for (int i = 0; i < churns.size() && churns.epochDay(i) <= asOf.toEpochDay(); i++) {
                churnDays
                        .computeIfAbsent(churns.account(i), first -> new ArrayList<>())
                        .add(churns.epochDay(i));
            }
        }

        void tell(int account, LocalDate from, ExperimentUnit.Builder unit) {
            if (!told || ledger.unscaledBalance(account, from) <= 0) {
                return;
            }
            churnDays.getOrDefault(account, List.of()).stream()
                    .filter(day -> day >= from.toEpochDay())
                    .findFirst()
                    .ifPresentOrElse(
                            day -> unit.life((double) day - from.toEpochDay(), true),
                            () -> unit.life((double) asOf.toEpochDay() - from.toEpochDay(), false));
        }
    }
}
