package io.csmetrics.cli;

import io.csmetrics.cohort.bootstrap.AccountBootstrap;
import io.csmetrics.cohort.bootstrap.BootstrapInterval;
import io.csmetrics.cohort.bootstrap.LeaveOneOut;
import io.csmetrics.cohort.bootstrap.RatioUncertainty;
import io.csmetrics.cohort.bootstrap.Refusal;
import io.csmetrics.cohort.bootstrap.Sampling;
import io.csmetrics.facts.Quotient;
import io.csmetrics.kpi.KpiRow;
import io.csmetrics.statistics.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How sure a KPI is, and what it is without the largest account.
 *
 * @param bootstrap how accounts were drawn
 * @param outcome the interval, or why there is none
 * @param largest the account with the largest part in the base, and the KPI without it; empty where there is no base
 */
record KpiUncertainty(AccountBootstrap bootstrap, RatioUncertainty outcome, Optional<LeaveOneOut.Without> largest) {

    static KpiUncertainty of(Sampling sampling, AccountBootstrap bootstrap) {
        return new KpiUncertainty(
                bootstrap,
                bootstrap.interval(sampling),
                sampling.sample().flatMap(sample -> sample.leaveOneOut(0)).map(LeaveOneOut::withoutLargest));
    }

    private Optional<Interval> interval() {
        return outcome.estimated().map(BootstrapInterval::percentile);
    }

    private Optional<Refusal> refusal() {
        return outcome instanceof Refusal refused ? Optional.of(refused) : Optional.empty();
    }

    @Nullable
    BigDecimal lower() {
        return interval().map(ends -> BigDecimal.valueOf(ends.lower())).orElse(null);
    }

    @Nullable
    BigDecimal upper() {
        return interval().map(ends -> BigDecimal.valueOf(ends.upper())).orElse(null);
    }

    @Nullable
    BigDecimal withoutLargest() {
        return largest.flatMap(LeaveOneOut.Without::ratio).map(Quotient::value).orElse(null);
    }

    /** Returns the members of the JSON object. */
    Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("lower", lower());
        members.put("upper", upper());
        members.put("method", outcome.estimated().map(BootstrapInterval::method).orElse(null));
        members.put("draws", (long) bootstrap.draws());
        members.put("randomStart", bootstrap.randomStart());
        members.put("refused", refusal().map(KpiUncertainty::members).orElse(null));
        members.put("largestAccount", largest.map(this::members).orElse(null));
        return members;
    }

    private static Map<String, @Nullable Object> members(Refusal refusal) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("reason", refusal.reason().name());
        members.put("detail", refusal.detail());
        return members;
    }

    private Map<String, @Nullable Object> members(LeaveOneOut.Without account) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("accountId", account.accountId());
        members.put("shareOfBase", BigDecimal.valueOf(account.shareOfBase()));
        members.put("valueWithout", withoutLargest());
        return members;
    }

    /** Returns the three cells of a table for readers, in the unit of a row. */
    List<String> cells(KpiRow row) {
        Function<@Nullable BigDecimal, String> text = value -> value == null ? "" : Figures.text(value, row);
        return List.of(text.apply(lower()), text.apply(upper()), text.apply(withoutLargest()));
    }

    /** Returns why there is no interval, what it must not be taken for, or nothing. */
    String note() {
        List<String> notes = new ArrayList<>();
        refusal().ifPresent(refused -> notes.add("no interval, " + refused.reason() + ": " + refused.detail()));
        outcome.estimated().ifPresent(interval -> {
            if (interval.isLikelyTooNarrow()) {
                notes.add("interval likely too narrow, a few accounts have most of the base");
            }
            if (interval.hangsOnOneAccount()) {
                notes.add("interval hangs on one account");
            }
        });
        return String.join("; ", notes);
    }
}
