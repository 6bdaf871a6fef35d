package io.csmetrics.family;

import io.csmetrics.count.ForecastCounter;
import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.SumFacts;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Param;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What renewals are expected to bring in {@code [e, e + horizon)}, {@code e} being the end of the period. The probability of an account is
 * that of its open renewal opportunity, else the latest number that others computed for it, else the default; where that is needed and
 * not set, the forecast is UNCONFIGURED. What {@link ForecastCounter} counts is divided:
 *
 * <ul>
 *   <li>RENEWAL: {@code expected + default * (due - known)}, money a year.
 *   <li>NRR: {@code (base - (at risk + unknown * (1 - default)) / 12 + expansion / 12) / base}; revenue that is not due is taken as kept
 *       and contraction is not modelled. ZERO_DENOMINATOR without customers.
 * </ul>
 *
 * @param what what is forecast
 * @param horizon how far ahead
 * @param probability the key of the numbers that others computed; left open: {@code renewal-probability}
 * @param defaultRenewalProbability the probability of an account without one, 0 to 1; it has no default
 */
public record Forecast(
        What what, Param<Duration> horizon, Param<String> probability, Param<BigDecimal> defaultRenewalProbability)
        implements Family {
    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

    /** What is forecast. */
    public enum What {
        /** The annual value of renewed contracts. */
        RENEWAL,
        /** Net revenue retention. */
        NRR
    }

    /** Checks the probability. */
    public Forecast {
        Param.requireShare("defaultRenewalProbability", defaultRenewalProbability);
        Param.requireLength("horizon", horizon, Duration.ZERO);
    }

    /**
     * Returns a forecast with the usual names of its parameters.
     *
     * @param what what is forecast
     * @return the forecast; {@code horizon} must be set
     */
    public static Forecast of(What what) {
        return new Forecast(
                what,
                Param.named("horizon", Param.Type.DURATION),
                Param.optional("probability", Param.Type.WORD),
                Param.optional("defaultRenewalProbability", Param.Type.NUMBER));
    }

    private Need need(Reading reading, AccountFilter only) {
        return new Need(
                new ForecastCounter(horizon.get(), probability.ifSet().orElse("renewal-probability")), reading, only);
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        out.accept(need(reading, only));
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        SumFacts sums = counts.of(SumFacts.class, need(reading, only));
        BigDecimal unrated = sums.get("due").subtract(sums.get("known"));
        Evidence.Builder evidence = Evidence.builder()
                .n(sums.get("accounts").longValueExact())
                .term("annual value due", sums.get("due"))
                .term("of it without a probability", unrated);
        if (unrated.signum() != 0 && !defaultRenewalProbability.isSet()) {
            return new Answer.Undefined(
                    UndefinedReason.UNCONFIGURED,
                    "contracts worth " + unrated + " a year have no probability; set defaultRenewalProbability",
                    evidence.build());
        }
        BigDecimal chance = defaultRenewalProbability.ifSet().orElse(BigDecimal.ZERO);
        if (what == What.RENEWAL) {
            BigDecimal expected = sums.get("expected").add(unrated.multiply(chance));
            return new Answer.Value(Quotient.of(expected), evidence.build());
        }
        BigDecimal lost = sums.get("at risk").add(sums.get("unknown").multiply(BigDecimal.ONE.subtract(chance)));
        evidence.term("monthly revenue", sums.get("base"))
                .term("annual revenue expected to be lost", lost)
                .term("annual expansion expected", sums.get("expansion"));
        BigDecimal base = sums.get("base").multiply(TWELVE);
        return evidence.divide(
                Quotient.of(1), base.subtract(lost).add(sums.get("expansion")), base, "the revenue of customers");
    }
}
