package io.csmetrics.cohort.comparison;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.survival.AccountLifetimes;
import io.csmetrics.cohort.survival.Durations;
import io.csmetrics.cohort.survival.SurvivalCurve;
import io.csmetrics.cohort.survival.SurvivalInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes the curves of segments, cut at the smallest of their largest follow-ups. */
final class LifetimeComparer {
    private final AccountLifetimes lifetimes;
    private final Confidence confidence;

    LifetimeComparer(AccountLifetimes lifetimes, Confidence confidence) {
        this.lifetimes = lifetimes;
        this.confidence = confidence;
        if (lifetimes.groups().size() < 2) {
            throw new IllegalArgumentException("a comparison must have two groups and the lifetimes have "
                    + lifetimes.groups().keySet() + "; group the accounts by a property");
        }
    }

    RetentionComparison compare() {
        double last = lifetimes.groups().values().stream()
                .mapToDouble(lives -> lives.lastFollowUp().orElse(0))
                .min()
                .orElse(0);
        List<ComparedGroup> compared = new ArrayList<>();
        lifetimes.groups().forEach((segment, lives) -> compared.add(group(segment.toString(), lives, last)));
        return new RetentionComparison(
                new RetentionComparison.Frame(
                        "account",
                        Ages.DAYS,
                        "the last that every group was followed to",
                        confidence,
                        Optional.empty()),
                compared,
                last > 0 ? OptionalDouble.of(last) : OptionalDouble.empty());
    }

    private ComparedGroup group(String name, Durations lives, double last) {
        Durations cut = lives.cutAt(last);
        // who entered late may have been the only one to be followed so far
        Optional<SurvivalCurve> curve = Optional.of(cut)
                .filter(each -> last > 0 && each.n() > 0)
                .map(each -> SurvivalCurve.of(each, SurvivalInterval.LOG_LOG, confidence))
                .filter(each -> each.reaches(last));
        return new ComparedGroup(
                name,
                "lifetimes in days: " + lifetimes,
                lifetimes.asOf(),
                lives.n(),
                List.of(),
                curve,
                curve.flatMap(each -> each.at(last)));
    }
}
