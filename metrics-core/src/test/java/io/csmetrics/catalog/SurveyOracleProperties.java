package io.csmetrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.data.RandomBooks;
import io.csmetrics.data.RandomBooks.Portfolio;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.revenue.RandomLedgers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Surveys and customers counted once more on plain lists, in the most obvious way. */
@Domain(RandomBooks.class)
@Domain(RandomLedgers.class)
@Domain(DomainContext.Global.class)
final class SurveyOracleProperties {
    private static Instant first(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static List<SurveyResponse> answers(Portfolio book, String instrument, Instant from, Instant to) {
        return book.surveys().stream()
                .filter(response -> response.instrument().equals(instrument))
                .filter(response -> !response.respondedAt().isBefore(from)
                        && response.respondedAt().isBefore(to))
                .toList();
    }

    private static double score(SurveyResponse response) {
        double score = response.score().doubleValue();
        return response.inverted()
                ? response.scaleMin().doubleValue() + response.scaleMax().doubleValue() - score
                : score;
    }

    /** Anonymous answers, and of each user of an account the last: by time, then id, then score. */
    private static List<SurveyResponse> latest(List<SurveyResponse> responses) {
        Comparator<SurveyResponse> later = Comparator.comparing(SurveyResponse::respondedAt)
                .thenComparing(response -> response.id().orElse(""))
                .thenComparing(SurveyOracleProperties::score);
        List<SurveyResponse> kept = new ArrayList<>();
        Map<String, SurveyResponse> last = new HashMap<>();
        for (SurveyResponse response : responses) {
            if (response.userId().isEmpty()) {
                kept.add(response);
            } else {
                last.merge(
                        response.accountId() + "/" + response.userId().get(),
                        response,
                        (one, other) -> later.compare(one, other) >= 0 ? one : other);
            }
        }
        kept.addAll(last.values());
        return kept;
    }

    private static long count(List<SurveyResponse> responses, Predicate<SurveyResponse> wanted) {
        return responses.stream().filter(wanted).count();
    }

    private static void requireNumber(KpiResult result, double expected) {
        assertThat(result.value().orElseThrow().doubleValue())
                .as(result.explain())
                .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
    }

    @Property(tries = 300)
    void promotersLessDetractorsOverRespondents(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        for (Kpi kpi : List.of(AdvocacyKpis.NET_PROMOTER_SCORE, OperationsKpis.EMPLOYEE_NET_PROMOTER_SCORE)) {
            String instrument = kpi.equals(AdvocacyKpis.NET_PROMOTER_SCORE) ? SurveyResponse.NPS : SurveyResponse.ENPS;
            List<SurveyResponse> responses =
                    latest(answers(book, instrument, first(period.start()), first(period.endExclusive())));
            KpiResult result = kpi.measure(book.data(), period);
            assertThat(result.evidence().n()).hasValue(responses.size());
            if (responses.isEmpty()) {
                assertThat(result.undefined()).contains(UndefinedReason.ZERO_DENOMINATOR);
            } else {
                long promoters = count(responses, response -> score(response) >= 9);
                long detractors = count(responses, response -> score(response) <= 6);
                requireNumber(result, 100.0 * (promoters - detractors) / responses.size());
            }
        }
    }

    @Property(tries = 300)
    void satisfiedAnswersOverAnswers(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        List<SurveyResponse> responses =
                answers(book, SurveyResponse.CSAT, first(period.start()), first(period.endExclusive()));
        KpiResult result = OperationsKpis.CUSTOMER_SATISFACTION_SCORE.measure(book.data(), period);
        if (responses.isEmpty()) {
            assertThat(result.undefined()).contains(UndefinedReason.ZERO_DENOMINATOR);
        } else {
            requireNumber(result, (double) count(responses, response -> score(response) >= 4) / responses.size());
        }
    }

    @Property(tries = 300)
    void meansOfAnswers(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        Instant from = first(period.start());
        Instant to = first(period.endExclusive());
        requireMean(
                OperationsKpis.CUSTOMER_EFFORT_SCORE.measure(book.data(), period),
                answers(book, SurveyResponse.CES, from, to));
        requireMean(
                EngagementKpis.ONBOARDING_SATISFACTION_SCORE.measure(book.data(), period),
                answers(book, SurveyResponse.CSAT, from, to).stream()
                        .filter(response -> response.touchpoint().equals(java.util.Optional.of("onboarding")))
                        .toList());
    }

    private static void requireMean(KpiResult result, List<SurveyResponse> responses) {
        if (responses.isEmpty()) {
            assertThat(result.undefined()).contains(UndefinedReason.NO_DATA);
        } else {
            requireNumber(
                    result,
                    responses.stream()
                                    .mapToDouble(SurveyOracleProperties::score)
                                    .sum()
                            / responses.size());
        }
    }

    /** What a plain list says an account pays at the start of a day; its opening balance counts from the window's start on. */
    private static Map<String, BigDecimal> balances(Portfolio book, LocalDate on, LocalDate openingsBefore) {
        Map<String, BigDecimal> balances = new HashMap<>();
        for (RevenueMovement movement : book.movements()) {
            boolean opening = movement.type() == RevenueMovement.Type.OPENING;
            if (movement.effectiveOn().isBefore(opening ? openingsBefore : on)) {
                balances.merge(movement.accountId(), movement.signedAmount().getAmount(), BigDecimal::add);
            }
        }
        return balances;
    }

    private static Set<String> customers(Map<String, BigDecimal> balances) {
        return balances.entrySet().stream()
                .filter(balance -> balance.getValue().signum() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Property(tries = 300)
    void customersOfTheStartThatAreThereAtTheEnd(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        Set<String> atStart = customers(balances(book, period.start(), period.endExclusive()));
        Set<String> atEnd = customers(balances(book, period.endExclusive(), period.endExclusive()));
        Set<String> stayed = new TreeSet<>(atStart);
        stayed.retainAll(atEnd);
        KpiResult kept = RetentionKpis.CUSTOMER_RETENTION_RATE.measure(book.data(), period);
        KpiResult left = RetentionKpis.CUSTOMER_CHURN_RATE.measure(book.data(), period);
        requireNumber(ExpansionKpis.PAID_ACCOUNTS.measure(book.data(), period), atEnd.size());
        requireShare(kept, stayed.size(), atStart.size());
        requireShare(left, atStart.size() - stayed.size(), atStart.size());
    }

    @Property(tries = 300)
    void customersThatGaveFeedbackAndStayed(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        Instant start = first(period.start());
        Set<String> asked = book.surveys().stream()
                .filter(response -> !response.instrument().equals(SurveyResponse.ENPS))
                .filter(response -> response.respondedAt().isBefore(start)
                        && !response.respondedAt().isBefore(start.minus(Duration.ofDays(90))))
                .map(response -> response.accountId().orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new));
        asked.retainAll(customers(balances(book, period.start(), period.endExclusive())));
        Set<String> stayed = new TreeSet<>(asked);
        stayed.retainAll(customers(balances(book, period.endExclusive(), period.endExclusive())));
        requireShare(
                RetentionKpis.CUSTOMER_FEEDBACK_RETENTION_SCORE.measure(book.data(), period),
                stayed.size(),
                asked.size());
    }

    private static void requireShare(KpiResult result, int part, int whole) {
        if (whole == 0) {
            assertThat(result.undefined()).contains(UndefinedReason.ZERO_DENOMINATOR);
        } else {
            requireNumber(result, (double) part / whole);
            assertThat(result.evidence().n()).hasValue(whole);
        }
    }
}
