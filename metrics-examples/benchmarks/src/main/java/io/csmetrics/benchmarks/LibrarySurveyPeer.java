package io.csmetrics.benchmarks;

import io.csmetrics.catalog.AdvocacyKpis;
import io.csmetrics.catalog.KpiParameters;
import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Segment;
import io.csmetrics.facts.UnitFacts;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiFacts;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.SurveyResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The library by its public API: a sheet of two KPIs over all months by segment, and the facts behind them. */
final class LibrarySurveyPeer implements SurveyPeer {
    private static final Kpi RECOMMEND = everyAnswer(AdvocacyKpis.NET_PROMOTER_SCORE);
    private static final Kpi SATISFIED = everyAnswer(OperationsKpis.CUSTOMER_SATISFACTION_SCORE);
    private static final List<ReportingPeriod> MONTHS =
            ReportingPeriod.months(YearMonth.from(RevenueBook.FIRST_DAY), RevenueBook.MONTHS);
    private static final String SEGMENT = "segment";
    private static final KpiSheet SHEET =
            KpiSheet.of(RECOMMEND, SATISFIED).over(MONTHS).by(Segmentation.by(SEGMENT));

    private final CustomerData data;

    private LibrarySurveyPeer(CustomerData data) {
        this.data = data;
    }

    private static Kpi everyAnswer(Kpi kpi) {
        return kpi.with(KpiParameters.DEDUPE, "ALL");
    }

    static LibrarySurveyPeer load(RevenueBook book, SurveyBook answers) {
        List<String> ids = book.accountIds(AccountIds.TEXTS);
        List<Account> accounts = new ArrayList<>(ids.size());
        for (int account = 0; account < ids.size(); account++) {
            accounts.add(Account.builder(ids.get(account))
                    .segment(RevenueBook.SEGMENTS.get(book.segment(account)))
                    .build());
        }
        List<SurveyResponse> surveys = new ArrayList<>(2 * answers.size());
        for (int row = 0; row < answers.size(); row++) {
            String id = ids.get(answers.account(row));
            Instant at = LocalDate.ofEpochDay(answers.epochDay(row))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            surveys.add(SurveyResponse.of(SurveyResponse.NPS, id, at, BigDecimal.valueOf(answers.recommend(row))));
            if (answers.satisfied(row) != SurveyBook.NONE) {
                surveys.add(SurveyResponse.of(SurveyResponse.CSAT, id, at, BigDecimal.valueOf(answers.satisfied(row))));
            }
        }
        return new LibrarySurveyPeer(CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .currency(RevenueBook.CURRENCY)
                .accounts(accounts)
                .surveys(surveys)
                .build());
    }

    @Override
    public long[] responses() {
        KpiFacts facts = SHEET.collect(data);
        long[] output = Shape.RESPONSES.create();
        for (int segment = 0; segment < RevenueBook.SEGMENTS.size(); segment++) {
            Segment of = Segment.of(SEGMENT, RevenueBook.SEGMENTS.get(segment));
            for (int month = 0; month < RevenueBook.MONTHS; month++) {
                int at = Shape.RESPONSES.at(segment, month);
                UnitFacts recommend = counted(facts, RECOMMEND, MONTHS.get(month), of);
                output[at] = recommend.n();
                output[at + 1] = recommend.hits().longValueExact();
                output[at + 2] = recommend.misses().longValueExact();
                UnitFacts satisfied = counted(facts, SATISFIED, MONTHS.get(month), of);
                output[at + 3] = satisfied.n();
                output[at + 4] = satisfied.hits().longValueExact();
            }
        }
        Shape.RESPONSES.addTotal(output);
        return output;
    }

    /** What a share counts is the one thing that it needs. */
    private static UnitFacts counted(KpiFacts facts, Kpi share, ReportingPeriod month, Segment segment) {
        List<UnitFacts> counted = new ArrayList<>();
        share.bind()
                .formula()
                .needs(
                        Reading.of(month),
                        AccountFilter.all(),
                        need -> counted.add((UnitFacts) facts.of(need, segment)));
        return counted.get(0);
    }
}
