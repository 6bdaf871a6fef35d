package io.csmetrics.scorecard;

import io.csmetrics.family.Direction;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.record.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that makes a scorecard hard to act on, or a part of it that cannot be used.
 *
 * @param code what was found
 * @param key the key that it is about; empty if it is about the whole
 * @param sentence the same in words
 */
public record ScorecardCheck(Code code, Optional<String> key, String sentence) {
    /** More keys than this are an overload. */
    public static final int MOST_KEYS = 15;

    /** What can be found. */
    public enum Code {
        /** The catalogue has no KPI of this key, so it is left out. */
        UNKNOWN_KEY,
        /** The target has the wrong form for its KPI, so it is left out. */
        UNFIT_TARGET,
        /** There are more than {@value ScorecardCheck#MOST_KEYS} keys. */
        OVERLOAD,
        /** No KPI tells of what will happen. */
        NO_LEADING_INDICATOR,
        /** No KPI tells of what happened. */
        NO_LAGGING_INDICATOR,
        /** The North Star tells of what happened; it should tell of what will. */
        LAGGING_NORTH_STAR,
        /** A key has neither target nor trigger: perhaps nothing would be done whatever it says. */
        VANITY_CANDIDATE
    }

    static List<ScorecardCheck> of(Scorecard scorecard, Collection<Kpi> kpis) {
        Map<String, Kpi> byKey = new LinkedHashMap<>();
        kpis.forEach(kpi -> byKey.putIfAbsent(kpi.key(), kpi));
        List<ScorecardCheck> found = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>(scorecard.keys());
        scorecard.northStar().ifPresent(keys::add);
        for (String key : keys) {
            if (!byKey.containsKey(key)) {
                found.add(new ScorecardCheck(
                        Code.UNKNOWN_KEY,
                        Optional.of(key),
                        "KPI \"" + key + "\" is not among the given ones and is left out, "
                                + Suggestion.remedy(key, byKey.keySet(), "add the module that has it")));
            }
        }
        for (KpiTarget target : scorecard.targets()) {
            Optional.ofNullable(byKey.get(target.key()))
                    .map(Kpi::direction)
                    .filter(direction -> !target.fits(direction))
                    .ifPresent(direction -> found.add(unfit(target, direction)));
        }
        balance(scorecard, byKey, found);
        Set<String> acted = new HashSet<>();
        scorecard.targets().forEach(target -> acted.add(target.key()));
        scorecard.triggers().forEach(trigger -> acted.add(trigger.key()));
        for (String key : scorecard.keys()) {
            if (!acted.contains(key)) {
                found.add(new ScorecardCheck(
                        Code.VANITY_CANDIDATE,
                        Optional.of(key),
                        "\"" + key + "\" has neither target nor trigger, set one or drop the key"));
            }
        }
        found.sort(Comparator.comparing(ScorecardCheck::code));
        return List.copyOf(found);
    }

    private static ScorecardCheck unfit(KpiTarget target, Direction direction) {
        return new ScorecardCheck(Code.UNFIT_TARGET, Optional.of(target.key()), target.misfit(direction));
    }

    private static void balance(Scorecard scorecard, Map<String, Kpi> byKey, List<ScorecardCheck> found) {
        int size = scorecard.keys().size();
        if (size > MOST_KEYS) {
            found.add(new ScorecardCheck(
                    Code.OVERLOAD,
                    Optional.empty(),
                    size + " keys are more than the " + MOST_KEYS + " that people follow, drop some"));
        }
        List<Indicator> indicators = scorecard.keys().stream()
                .flatMap(key -> Optional.ofNullable(byKey.get(key)).stream())
                .map(kpi -> kpi.definition().indicator())
                .toList();
        if (!indicators.contains(Indicator.LEADING)) {
            found.add(new ScorecardCheck(
                    Code.NO_LEADING_INDICATOR,
                    Optional.empty(),
                    "no KPI leads, so that outcomes come as a surprise, add one that moves before them"));
        }
        if (!indicators.contains(Indicator.LAGGING)) {
            found.add(new ScorecardCheck(
                    Code.NO_LAGGING_INDICATOR,
                    Optional.empty(),
                    "no KPI lags, so that nobody sees whether the work paid, add an outcome"));
        }
        scorecard
                .northStar()
                .flatMap(key -> Optional.ofNullable(byKey.get(key)))
                .filter(kpi -> kpi.definition().indicator() == Indicator.LAGGING)
                .ifPresent(kpi -> found.add(new ScorecardCheck(
                        Code.LAGGING_NORTH_STAR,
                        Optional.of(kpi.key()),
                        "North Star \"" + kpi.key() + "\" lags, designate a KPI that moves before the outcome")));
    }
}
