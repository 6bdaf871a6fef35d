package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.lifetime.RevenueRetentionForecastTerm.Cause;
import io.csmetrics.count.ForecastCounter;
import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Segment;
import io.csmetrics.facts.SumFacts;
import io.csmetrics.family.Answer;
import io.csmetrics.family.Forecast;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiFacts;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.period.Reading;
import io.csmetrics.record.Opportunity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Takes the KPI apart: what it counts, asked by account. */
final class RevenueRetentionForecastReader {
    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

    private final Kpi kpi;
    private final CustomerData data;
    private final Reading reading;
    private final Function<String, BigDecimal> keptIfNotDue;
    private final List<RevenueRetentionForecastTerm> chances = new ArrayList<>();
    private BigDecimal base = BigDecimal.ZERO;
    private BigDecimal certain = BigDecimal.ZERO;

    RevenueRetentionForecastReader(
            Kpi kpi, CustomerData data, Reading reading, Function<String, BigDecimal> keptIfNotDue) {
        this.kpi = kpi;
        this.data = data;
        this.reading = reading;
        this.keptIfNotDue = keptIfNotDue;
    }

    RevenueRetentionForecast forecast() {
        if (!(kpi.bind().formula() instanceof Forecast formula) || formula.what() != Forecast.What.NRR) {
            throw new IllegalArgumentException(
                    "KPI \"" + kpi
                            + "\" must be the forecast of net revenue retention; to look at some accounts give their data alone");
        }
        KpiSheet sheet = KpiSheet.of(kpi).over(reading.period());
        Optional<Instant> asOf = reading.asOf();
        KpiSheet asked = asOf.isPresent() ? sheet.asOf(asOf.get()) : sheet;
        Answer overall = asked.measure(data).result(kpi, reading.period()).answer();
        if (overall instanceof Answer.Undefined undefined) {
            return new RevenueRetentionForecast.Undefined(undefined.reason(), undefined.detail());
        }
        KpiFacts facts = asked.by(Segmentation.byAccount()).collect(data);
        List<Need> needs = new ArrayList<>();
        formula.needs(reading, AccountFilter.all(), needs::add);
        Need need = needs.get(0);
        List<Segment> accounts = facts.segments();
        for (int i = 0; i < accounts.size(); i++) {
            String id = Objects.requireNonNull(accounts.get(i).attributes().get(Segment.ACCOUNT_ID));
            Optional<RevenueRetentionForecast.Undefined> unfit = add(id, (SumFacts) facts.at(need, i), formula);
            if (unfit.isPresent()) {
                return unfit.get();
            }
        }
        addExpansions((ForecastCounter) need.counter());
        return new RevenueRetentionForecastTerms(base, certain, chances);
    }

    private Optional<RevenueRetentionForecast.Undefined> add(String account, SumFacts sums, Forecast formula) {
        BigDecimal revenue = sums.get("base").multiply(TWELVE);
        BigDecimal due = sums.get("due");
        base = base.add(revenue);
        if (revenue.signum() == 0) {
            return Optional.empty();
        }
        if (due.signum() == 0) {
            addNotDue(account, revenue);
            return Optional.empty();
        }
        BigDecimal known = sums.get("known");
        // what is known of an account is its value times one probability, so that the division ends
        BigDecimal probability = known.signum() == 0
                ? formula.defaultRenewalProbability().get()
                : sums.get("expected").divide(known);
        if (!RevenueRetentionForecastTerm.isShare(probability)) {
            return Optional.of(new RevenueRetentionForecast.Undefined(
                    UndefinedReason.UNCONFIGURED,
                    "renewal probability " + probability.toPlainString() + " of account \"" + account
                            + "\" must be 0 to 1; give calibrated probabilities, not scores"));
        }
        BigDecimal exposed = revenue.min(due);
        certain = certain.add(revenue.subtract(exposed));
        chances.add(
                new RevenueRetentionForecastTerm(account, Cause.RENEWAL, exposed, probability, known.signum() == 0));
        return Optional.empty();
    }

    private void addNotDue(String account, BigDecimal revenue) {
        BigDecimal kept = keptIfNotDue.apply(account);
        if (kept.compareTo(BigDecimal.ONE) == 0) {
            certain = certain.add(revenue);
        } else {
            chances.add(new RevenueRetentionForecastTerm(account, Cause.NOT_DUE, revenue, kept, true));
        }
    }

    private void addExpansions(ForecastCounter counter) {
        for (Opportunity deal : counter.expansions(data, reading)) {
            chances.add(new RevenueRetentionForecastTerm(
                    deal.accountId(),
                    Cause.EXPANSION,
                    deal.amount().getAmount(),
                    deal.probability().orElse(BigDecimal.ONE),
                    deal.probability().isEmpty()));
        }
    }
}
