package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.inference.ProportionGroups;
import io.csmetrics.cohort.inference.Significance;
import io.csmetrics.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether more of those who face a renewal are lost the older they are: the opposite of what models of customers who differ expect. */
final class RisingLosses {
    private RisingLosses() {}

    static Optional<String> of(ActiveCounts counts) {
        long[] lost = counts.lost();
        long[] kept = counts.kept();
        List<Proportion> shares = new ArrayList<>();
        for (int period = 1; period < lost.length; period++) {
            if (lost[period] + kept[period] > 0) {
                shares.add(new Proportion(lost[period], lost[period] + kept[period]));
            }
        }
        if (shares.size() < 2) {
            return Optional.empty();
        }
        return new ProportionGroups(shares)
                .trend()
                .tested()
                .filter(test -> test.significantAt(Confidence.PERCENT_95)
                        && test.statistic().orElse(0) > 0)
                .map(test -> text(shares, test));
    }

    private static String text(List<Proportion> shares, Significance.Tested test) {
        return String.format(
                Locale.ROOT,
                "more are lost with age, from %.1f %% at the first renewal to %.1f %% at the last known one (trend p = %.2g): "
                        + "one churn rate for all ages leaves too many in the late periods",
                100 * shares.get(0).rate().orElse(0),
                100 * shares.get(shares.size() - 1).rate().orElse(0),
                test.pValue());
    }
}
