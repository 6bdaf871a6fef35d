package io.csmetrics.catalog;

import io.csmetrics.family.Aggregate;
import io.csmetrics.family.Choice;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Family;
import io.csmetrics.family.Growth;
import io.csmetrics.family.Only;
import io.csmetrics.family.Reference;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.select.Clock;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The KPIs of the catalogue with every parameter set that has no default, as the random books know them. */
public final class EveryKpi {
    private static final Map<String, Serializable> VALUES = Map.ofEntries(
            Map.entry("feature", TextSet.of("report")),
            Map.entry("features", TextSet.of("report", "api")),
            Map.entry("milestones", TextSet.of("data-in", "first-report")),
            Map.entry("process", TextSet.of("signup")),
            Map.entry("fromStep", TextSet.of("start")),
            Map.entry("toStep", TextSet.of("done")),
            Map.entry("experiment", TextSet.of("save-play")),
            Map.entry("defaultRenewalProbability", new BigDecimal("0.8")),
            Map.entry("northStar", ExpansionKpis.PAID_ACCOUNTS.asDesignated()),
            Map.entry("omtm", RetentionKpis.CUSTOMER_CHURN_RATE.asDesignated()),
            Map.entry("kpi", RetentionKpis.GROSS_REVENUE_RETENTION.asDesignated()),
            Map.entry("target", new BigDecimal("0.9")),
            Map.entry("catalogueSize", new BigDecimal("3")),
            Map.entry("firstSessions", new BigDecimal("2")));

    private EveryKpi() {}

    /** What the algebra can say and no KPI of this module does. */
    private static final List<Kpi> OTHERS = List.of(
            Kpi.define("weighted-strength", "Weighted Strength")
                    .as(Aggregate.weightedMean(
                            UnitValue.field("value"),
                            UnitValue.field("influence"),
                            Population.occurrences(Selector.event("relationship-rated"))
                                    .in(trailing(180))
                                    .latestPer(Unit.USER))),
            Kpi.define("latest-answers", "Latest Answers")
                    .as(Aggregate.of(
                            Statistic.MEAN,
                            UnitValue.field("score"),
                            Population.responses("nps").in(trailing(180)).latestPerRespondent())));

    private static Scope trailing(int days) {
        return Scope.trailing(Param.of(Param.Type.DURATION, Duration.ofDays(days)));
    }

    /** Every KPI, once. */
    public static List<Kpi> configured() {
        return Stream.concat(KpiCatalog.standard().kpis().stream(), OTHERS.stream())
                .map(EveryKpi::configured)
                .toList();
    }

    /** A KPI whose parameters are all set or have a default. */
    public static Kpi configured(Kpi kpi) {
        Kpi set = kpi;
        for (String name : kpi.parameters().keySet()) {
            Serializable value = VALUES.get(name);
            if (value != null && !kpi.definition().defaults().containsKey(name)) {
                set = set.with(name, value);
            }
        }
        return set;
    }

    /** Every KPI, and each by every word, flag, method and statistic that its parameters offer. */
    public static List<Kpi> withAlternatives() {
        return configured().stream().flatMap(EveryKpi::alternatives).distinct().toList();
    }

    private static Stream<Kpi> alternatives(Kpi kpi) {
        List<Kpi> kpis = new ArrayList<>(List.of(kpi));
        SortedMap<String, Choice> choices = new TreeMap<>();
        choices(kpi.formula(), choices);
        choices.forEach((name, choice) -> choice.of().keySet().forEach(word -> kpis.add(kpi.with(name, word))));
        for (Map.Entry<String, Param.Type> param : kpi.parameters().entrySet()) {
            switch (param.getValue()) {
                case FLAG -> kpis.add(kpi.with(param.getKey(), true));
                case METHOD -> {
                    for (Serializable method : RetentionMethod.values()) {
                        kpis.add(kpi.with(param.getKey(), method));
                    }
                }
                case STATISTIC -> {
                    for (Serializable statistic :
                            new Serializable[] {Statistic.MEDIAN, Statistic.PERCENTILE, Statistic.KM_MEDIAN}) {
                        kpis.add(kpi.with(param.getKey(), statistic));
                    }
                }
                case CLOCK ->
                    kpis.add(kpi.with(
                            param.getKey(),
                            Clock.business(
                                    DayOfWeek.MONDAY, DayOfWeek.FRIDAY, LocalTime.of(9, 0), LocalTime.of(17, 0))));
                default -> {
                    // a number, a text or a date has no list of alternatives
                }
            }
        }
        return kpis.stream();
    }

    private static void choices(Family formula, SortedMap<String, Choice> out) {
        if (formula instanceof Choice choice) {
            out.put(choice.by().name(), choice);
            choice.of().values().forEach(part -> choices(part, out));
        } else if (formula instanceof Only only) {
            choices(only.of(), out);
        } else if (formula instanceof Reference reference) {
            choices(reference.of(), out);
        } else if (formula instanceof Derived derived) {
            derived.of().values().forEach(part -> choices(part, out));
        } else if (formula instanceof Growth growth) {
            choices(growth.of(), out);
        }
    }
}
