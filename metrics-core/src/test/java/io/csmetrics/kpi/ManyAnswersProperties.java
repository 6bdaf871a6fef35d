package io.csmetrics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.catalog.AdvocacyKpis;
import io.csmetrics.catalog.KpiParameters;
import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Segment;
import io.csmetrics.facts.UnitFacts;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.SurveyResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.joda.money.CurrencyUnit;

/** Many alike answers are tallied; where each account is a cell they are counted one by one. */
final class ManyAnswersProperties {
    private static final int ACCOUNTS = 300;
    private static final int ANSWERS = 3_000;
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final int DAYS = 59;
    private static final List<ReportingPeriod> MONTHS = ReportingPeriod.months(YearMonth.of(2025, 1), 2);
    private static final Kpi RECOMMEND = AdvocacyKpis.NET_PROMOTER_SCORE.with(KpiParameters.DEDUPE, "ALL");
    private static final Kpi SATISFIED = OperationsKpis.CUSTOMER_SATISFACTION_SCORE;
    private static final KpiSheet SHEET = KpiSheet.of(RECOMMEND, SATISFIED).over(MONTHS);

    private static CustomerData data(List<SurveyResponse> answers) {
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .currency(CurrencyUnit.USD)
                .accounts(IntStream.range(0, ACCOUNTS)
                        .mapToObj(i -> Account.builder("A" + i)
                                .segment(segment("A" + i))
                                .build())
                        .toList())
                .surveys(answers)
                .build();
    }

    private static String segment(String account) {
        return account.endsWith("3") ? "SMB" : "Enterprise";
    }

    private static List<SurveyResponse> answers(Random random) {
        List<SurveyResponse> answers = new ArrayList<>();
        for (int i = 0; i < ANSWERS; i++) {
            boolean recommend = random.nextBoolean();
            SurveyResponse.Builder answer = SurveyResponse.builder(
                            recommend ? SurveyResponse.NPS : SurveyResponse.CSAT,
                            FIRST.plusSeconds(random.nextInt(DAYS) * 86_400L),
                            BigDecimal.valueOf(recommend ? random.nextInt(11) : 1 + random.nextInt(5)))
                    .accountId("A" + random.nextInt(ACCOUNTS));
            if (random.nextInt(4) == 0) {
                answer.touchpoint("support");
            }
            answers.add(answer.build());
        }
        return answers;
    }

    private static UnitFacts counted(KpiFacts facts, Kpi share, ReportingPeriod month, Segment segment) {
        return (UnitFacts) facts.of(share.onlyNeed(Reading.of(month)), segment);
    }

    private static long among(
            List<SurveyResponse> answers, String instrument, String segment, int month, int least, int most) {
        return answers.stream()
                .filter(answer -> answer.instrument().equals(instrument)
                        && segment(answer.accountId().orElseThrow()).equals(segment)
                        && answer.respondedAt().atZone(ZoneOffset.UTC).getMonthValue() == month
                        && answer.score().intValueExact() >= least
                        && answer.score().intValueExact() <= most)
                .count();
    }

    @Property(tries = 5)
    void talliesEqualAPlainCount(@ForAll long draw) {
        List<SurveyResponse> answers = answers(new Random(draw));
        KpiFacts facts = SHEET.by(Segmentation.by("segment")).collect(data(answers));
        for (String name : List.of("SMB", "Enterprise")) {
            Segment segment = Segment.of("segment", name);
            for (int month = 1; month <= 2; month++) {
                UnitFacts recommend = counted(facts, RECOMMEND, MONTHS.get(month - 1), segment);
                assertThat(recommend.n()).isEqualTo(among(answers, SurveyResponse.NPS, name, month, 0, 10));
                assertThat(recommend.hits()).hasToString("" + among(answers, SurveyResponse.NPS, name, month, 9, 10));
                assertThat(recommend.misses()).hasToString("" + among(answers, SurveyResponse.NPS, name, month, 0, 6));
                UnitFacts satisfied = counted(facts, SATISFIED, MONTHS.get(month - 1), segment);
                assertThat(satisfied.n()).isEqualTo(among(answers, SurveyResponse.CSAT, name, month, 1, 5));
                assertThat(satisfied.hits()).hasToString("" + among(answers, SurveyResponse.CSAT, name, month, 4, 5));
            }
        }
    }

    @Property(tries = 5)
    void answersCountedOneByOneAddUpToTallies(@ForAll long draw) {
        CustomerData data = data(answers(new Random(draw)));
        KpiFacts tallied = SHEET.collect(data);
        assertThat(SHEET.by(Segmentation.byAccount()).collect(data).rollUp().equals(tallied))
                .isTrue();
        assertThat(SHEET.parts(data, 7).stream().collect(SHEET.collector()).equals(tallied))
                .isTrue();
    }
}
