package io.csmetrics.cohort.bootstrap;

import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.Facts;
import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Answer;
import io.csmetrics.family.Bound;
import io.csmetrics.family.Counts;
import io.csmetrics.family.Evidence;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiFacts;
import io.csmetrics.period.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A KPI measured by account, taken apart into both sides of its division, if they add up. */
final class KpiParts {
    private final Kpi kpi;
    private final KpiFacts facts;
    private final Reading reading;
    private final Bound bound;

    KpiParts(Kpi kpi, KpiFacts facts, Reading reading) {
        this.kpi = kpi;
        this.facts = facts;
        this.reading = reading;
        bound = kpi.bind();
    }

    private Answer answer(Function<Need, Facts> counted) {
        return bound.formula().answer(reading, AccountFilter.all(), new Counts(facts.zone(), counted));
    }

    Sampling sampling() {
        if (!bound.missing().isEmpty()) {
            return new Refusal(
                    Refusal.Reason.UNDEFINED,
                    "\"" + kpi + "\" is undefined: parameters " + String.join(", ", bound.missing()) + " are not set");
        }
        Answer overall = answer(need -> facts.of(need, Segment.overall()));
        Evidence evidence = overall.evidence();
        boolean isRatio =
                evidence.numerator().isPresent() && evidence.denominator().isPresent();
        if (overall instanceof Answer.Undefined undefined
                && (!isRatio || undefined.reason() != UndefinedReason.ZERO_DENOMINATOR)) {
            return new Refusal(Refusal.Reason.UNDEFINED, "\"" + kpi + "\" is undefined: " + undefined.detail());
        }
        if (!isRatio) {
            return new Refusal(
                    Refusal.Reason.NOT_A_RATIO,
                    "\"" + kpi + "\" does not divide one sum by another"
                            + evidence.method()
                                    .map(method -> " by method " + method)
                                    .orElse("")
                            + "; draw from the KPIs that it is made of, or by another method");
        }
        BigDecimal numerator = evidence.numerator().orElseThrow();
        BigDecimal denominator = evidence.denominator().orElseThrow();
        List<Segment> segments = facts.segments();
        List<Answer> accounts = IntStream.range(0, segments.size())
                .mapToObj(account -> answer(need -> facts.at(need, account)))
                .toList();
        Quotient factor = Stream.concat(Stream.of(overall), accounts.stream())
                .flatMap(answer -> factor(answer).stream())
                .findFirst()
                .orElse(Quotient.of(1));
        BigDecimal over = BigDecimal.ZERO;
        BigDecimal under = BigDecimal.ZERO;
        List<AccountRatio> parts = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            Evidence own = accounts.get(i).evidence();
            // who was not counted has no division in the evidence, and adds nothing; the sums tell whether that is so
            BigDecimal a = own.numerator().orElse(BigDecimal.ZERO);
            BigDecimal b = own.denominator().orElse(BigDecimal.ZERO);
            over = over.add(a);
            under = under.add(b);
            String id = accountId(segments.get(i));
            if (b.signum() < 0) {
                return new Refusal(
                        Refusal.Reason.NOT_ADDITIVE,
                        "account \"" + id + "\" has a base of " + b.toPlainString() + " in \"" + kpi
                                + "\"; a share of a negative base means nothing");
            }
            parts.add(new AccountRatio(id, a.multiply(factor.numerator()), b.multiply(factor.denominator())));
        }
        if (over.compareTo(numerator) != 0 || under.compareTo(denominator) != 0) {
            return new Refusal(
                    Refusal.Reason.NOT_ADDITIVE,
                    "the accounts of \"" + kpi + "\" add up to " + over.toPlainString() + " / " + under.toPlainString()
                            + " and all together are " + numerator.toPlainString() + " / "
                            + denominator.toPlainString()
                            + "; part of it belongs to no account, or what is counted is shared by several");
        }
        return RatioSample.of(kpi.toString(), parts);
    }

    private static String accountId(Segment segment) {
        String id = segment.attributes().get(Segment.ACCOUNT_ID);
        if (id == null) {
            throw new IllegalArgumentException("facts of segment " + segment
                    + " must be of a single account; collect by Segmentation.byAccount()");
        }
        return id;
    }

    /** What the division is multiplied by, such as 100 for points; an answer of 0 does not tell it. */
    private static Optional<Quotient> factor(Answer answer) {
        Optional<BigDecimal> over = answer.evidence().numerator().filter(value -> value.signum() != 0);
        Optional<BigDecimal> under = answer.evidence().denominator();
        return answer.number().isEmpty() || over.isEmpty() || under.isEmpty()
                ? Optional.empty()
                : Optional.of(reduced(answer.number().get().over(new Quotient(over.get(), under.get()))));
    }

    /** In lowest terms, so that amounts keep their size. */
    private static Quotient reduced(Quotient factor) {
        int scale = Math.max(factor.numerator().scale(), factor.denominator().scale());
        var numerator = factor.numerator().setScale(scale).unscaledValue();
        var denominator = factor.denominator().setScale(scale).unscaledValue();
        var common = numerator.gcd(denominator);
        return new Quotient(new BigDecimal(numerator.divide(common)), new BigDecimal(denominator.divide(common)));
    }
}
