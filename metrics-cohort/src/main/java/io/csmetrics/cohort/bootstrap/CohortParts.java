package io.csmetrics.cohort.bootstrap;

import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.source.LedgerCohorts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** A cell of a table of cohorts by account. At index 0 each account is its own base, in units and in money. */
final class CohortParts {
    private CohortParts() {}

    static Sampling of(LedgerCohorts cohorts, CohortKey cohort, int index) {
        SortedMap<String, BigDecimal> now = cohorts.accounts(cohort, index);
        SortedMap<String, BigDecimal> base = cohorts.accounts(cohort, 0);
        List<AccountRatio> parts = new ArrayList<>();
        BigDecimal under = BigDecimal.ZERO;
        for (var account : now.entrySet()) {
            BigDecimal own = base.getOrDefault(account.getKey(), BigDecimal.ZERO);
            under = under.add(own);
            parts.add(new AccountRatio(account.getKey(), account.getValue(), own));
        }
        Measure measure = cohorts.triangle().definition().measure();
        String name = measure + " at index " + index + " of cohort " + cohort;
        BigDecimal denominator = cohorts.facts().sum(cohort, measure.denominator(), index);
        if (under.compareTo(denominator) != 0) {
            return new Refusal(
                    Refusal.Reason.NOT_ADDITIVE,
                    "the accounts of " + name + " were " + under.toPlainString() + " at index 0 and its base is "
                            + denominator.toPlainString() + "; draw from a measure that is told over index 0");
        }
        return RatioSample.of(name, parts);
    }
}
