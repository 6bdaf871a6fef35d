package io.csmetrics.scorecard;

import static io.csmetrics.data.Books.JANUARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Direction;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.TimeBetween;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.kpi.KpiTable;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Event;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.scorecard.ChangeDecomposition.Part;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected numbers are computed by hand. */
class ChangeDecompositionTest {
    private static final Kpi NRR = RetentionKpis.NET_REVENUE_RETENTION;
    private static final ReportingPeriod DECEMBER = ReportingPeriod.month(2024, 12);
    private static final Segment SMALL = Segment.of("size", "S");
    private static final Segment LARGE = Segment.of("size", "L");

    /** Small keeps 50 of 100, large 90 of 100: 70 %. */
    private static List<KpiResult> december() {
        return List.of(
                Results.ratio(NRR, DECEMBER, Segment.overall(), 140, 200),
                Results.ratio(NRR, DECEMBER, LARGE, 90, 100),
                Results.ratio(NRR, DECEMBER, SMALL, 50, 100));
    }

    private static void assertPart(Part part, Segment segment, Quotient mix, Quotient rate) {
        assertThat(part.segment()).isEqualTo(segment);
        assertThat(part.mix()).isEqualByComparingTo(mix);
        assertThat(part.rate()).isEqualByComparingTo(rate);
    }

    @Test
    void aRatioMovesByTheSizesOfSegmentsAndByTheirRatios() {
        // now large keeps 140 of 150, small 20 of 50: 80 %
        List<KpiResult> january = List.of(
                Results.ratio(NRR, JANUARY, Segment.overall(), 160, 200),
                Results.ratio(NRR, JANUARY, LARGE, 140, 150),
                Results.ratio(NRR, JANUARY, SMALL, 20, 50));
        ChangeDecomposition change = ChangeDecomposition.of(december(), january).orElseThrow();
        assertThat(change.key()).isEqualTo("net-revenue-retention");
        assertThat(change.from()).isEqualTo(DECEMBER);
        assertThat(change.to()).isEqualTo(JANUARY);
        assertThat(change.before().value()).isEqualTo("0.7");
        assertThat(change.after().value()).isEqualTo("0.8");
        // (3/4 - 1/2)(9/10 - 7/10) and 3/4 (14/15 - 9/10)
        assertPart(change.parts().get(0), LARGE, Quotient.of(5, 100), Quotient.of(25, 1000));
        // (1/4 - 1/2)(5/10 - 7/10) and 1/4 (4/10 - 5/10)
        assertPart(change.parts().get(1), SMALL, Quotient.of(5, 100), Quotient.of(-25, 1000));
        assertThat(change.mix().value()).isEqualTo("0.1");
        assertThat(change.rate().signum()).isZero();
    }

    @Test
    void segmentsComeAndGo() {
        Segment fresh = Segment.of("size", "XL");
        // small is gone, XL is new and keeps 30 of 100: 60 %
        List<KpiResult> january = List.of(
                Results.ratio(NRR, JANUARY, Segment.overall(), 120, 200),
                Results.ratio(NRR, JANUARY, LARGE, 90, 100),
                Results.ratio(NRR, JANUARY, SMALL, 0, 0),
                Results.ratio(NRR, JANUARY, fresh, 30, 100));
        ChangeDecomposition change = ChangeDecomposition.of(december(), january).orElseThrow();
        assertPart(change.parts().get(0), LARGE, Quotient.of(0), Quotient.of(0));
        // it went: (0 - 1/2)(5/10 - 7/10)
        assertPart(change.parts().get(1), SMALL, Quotient.of(1, 10), Quotient.of(0));
        // it came, as if it had been like all before: 1/2 (3/10 - 7/10)
        assertPart(change.parts().get(2), fresh, Quotient.of(0), Quotient.of(-2, 10));
        assertThat(change.parts().get(2).change()).isEqualByComparingTo(Quotient.of(-2, 10));
    }

    @Test
    void aTableHasBothPeriods() {
        CustomerData data = Books.sharedData();
        Kpi churn = RetentionKpis.CUSTOMER_CHURN_RATE;
        KpiTable table = KpiSheet.of(churn, NRR)
                .over(DECEMBER, JANUARY, ReportingPeriod.month(2024, 1))
                .by(Segmentation.by("segment"))
                .measure(data);
        ChangeDecomposition change =
                ChangeDecomposition.of(table, churn, DECEMBER, JANUARY).orElseThrow();
        // C of enterprise left: a third of the customers, all of its segment
        assertThat(change.parts()).hasSize(2);
        assertPart(change.parts().get(0), Segment.of("segment", "Enterprise"), Quotient.of(0), Quotient.of(1, 3));
        assertPart(change.parts().get(1), Segment.of("segment", "SMB"), Quotient.of(0), Quotient.of(0));
        assertThat(ChangeDecomposition.of(table, churn, ReportingPeriod.month(2024, 1), JANUARY))
                .as("there was nobody a year ago")
                .isEmpty();
        assertThat(ChangeDecomposition.of(table, churn, JANUARY, ReportingPeriod.month(2024, 1)))
                .isEmpty();
        assertThatThrownBy(() -> ChangeDecomposition.of(table, churn, JANUARY, ReportingPeriod.month(2025, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the table has no row for customer-churn-rate");
    }

    @Test
    void whatBelongsToNoAccountIsASegmentOfItsOwn() {
        List<SurveyResponse> responses = new ArrayList<>();
        String[] days = {"2024-12-05", "2025-01-05"};
        for (int month = 0; month < 2; month++) {
            for (int score : new int[] {10, month == 0 ? 10 : 0}) {
                responses.add(SurveyResponse.builder(
                                SurveyResponse.ENPS,
                                Instant.parse(days[month] + "T12:00:00Z"),
                                BigDecimal.valueOf(score))
                        .build());
            }
        }
        CustomerData data = Books.data()
                .accounts(Books.sharedAccounts())
                .movements(Books.shared())
                .surveys(responses)
                .build();
        Kpi enps = OperationsKpis.EMPLOYEE_NET_PROMOTER_SCORE;
        KpiTable table = KpiSheet.of(enps)
                .over(DECEMBER, JANUARY)
                .by(Segmentation.by("segment"))
                .measure(data);
        ChangeDecomposition change =
                ChangeDecomposition.of(table, enps, DECEMBER, JANUARY).orElseThrow();
        assertThat(change.parts()).hasSize(1);
        // from 100 to 0 points
        assertPart(change.parts().get(0), ChangeDecomposition.NO_ACCOUNT, Quotient.of(0), Quotient.of(-100));
    }

    @Test
    void aMeanDurationIsTakenBeforeItIsRounded() {
        // milliseconds of a case of A, B and C: 4 thirds in December, 5 in January
        int[][] millis = {{1, 1, 2}, {1, 1, 3}};
        String[] accounts = {"A", "B", "C"};
        List<Event> events = new ArrayList<>();
        for (int month = 0; month < 2; month++) {
            Instant opened = Instant.parse(month == 0 ? "2024-12-05T12:00:00Z" : "2025-01-05T12:00:00Z");
            for (int i = 0; i < accounts.length; i++) {
                String number = month + accounts[i];
                events.add(Event.builder(accounts[i], "opened", opened)
                        .attribute("case", number)
                        .build());
                events.add(Event.builder(accounts[i], "closed", opened.plusMillis(millis[month][i]))
                        .attribute("case", number)
                        .build());
            }
        }
        CustomerData data = Books.data()
                .accounts(Books.sharedAccounts())
                .movements(Books.shared())
                .events(events)
                .build();
        Kpi time = Kpi.define("time-to-close", "Time to Close")
                .in(KpiUnit.DURATION, Direction.LOWER)
                .as(TimeBetween.of(Unit.matching("case"), Selector.event("opened"), Selector.event("closed")));
        KpiTable table = KpiSheet.of(time)
                .over(DECEMBER, JANUARY)
                .by(Segmentation.by("segment"))
                .measure(data);
        ChangeDecomposition change =
                ChangeDecomposition.of(table, time, DECEMBER, JANUARY).orElseThrow();
        assertThat(change.before()).isEqualByComparingTo(Quotient.of(4, 3));
        assertThat(change.after()).isEqualByComparingTo(Quotient.of(5, 3));
        assertPart(change.parts().get(0), Segment.of("segment", "Enterprise"), Quotient.of(0), Quotient.of(1, 3));
    }

    @Test
    void aKpiWithoutNumeratorAndDenominatorIsRefusedByName() {
        Kpi revenue = ExpansionKpis.MONTHLY_RECURRING_REVENUE;
        Kpi compounded = NRR.with(RetentionKpis.METHOD, RetentionMethod.COMPOUNDED);
        KpiTable table = KpiSheet.of(revenue, compounded)
                .over(DECEMBER, JANUARY)
                .by(Segmentation.by("segment"))
                .measure(Books.sharedData());
        assertThatThrownBy(() -> ChangeDecomposition.of(table, revenue, DECEMBER, JANUARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KPI \"monthly-recurring-revenue\" must be a ratio of two counts to be decomposed;"
                        + " it has no numerator and denominator");
        assertThatThrownBy(() -> ChangeDecomposition.of(table, compounded, DECEMBER, JANUARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"net-revenue-retention\"");
    }

    @Test
    void rowsThatAreNoPartsOfOneWholeAreRefused() {
        List<KpiResult> december = december();
        assertThatThrownBy(() -> ChangeDecomposition.of(december, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 overall rows must be one; give the rows of one KPI and one period");
        assertThatThrownBy(() -> ChangeDecomposition.of(december, december.subList(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("change of net-revenue-retention must have segments; measure it by some");
        assertThatThrownBy(() -> ChangeDecomposition.of(
                        december, List.of(december.get(0), Results.ratio(NRR, JANUARY, SMALL, 50, 100))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("as the overall row is");
        assertThatThrownBy(() -> ChangeDecomposition.of(
                        december,
                        List.of(
                                december.get(0),
                                Results.ratio(RetentionKpis.GROSS_REVENUE_RETENTION, DECEMBER, SMALL, 50, 100))))
                .isInstanceOf(IllegalArgumentException.class);
        Kpi gross = RetentionKpis.GROSS_REVENUE_RETENTION;
        assertThatThrownBy(() -> ChangeDecomposition.of(
                        december,
                        List.of(
                                Results.ratio(gross, DECEMBER, Segment.overall(), 50, 100),
                                Results.ratio(gross, DECEMBER, SMALL, 50, 100))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("change of net-revenue-retention must be to the same KPI, not gross-revenue-retention");
        String rule = "segments of net-revenue-retention [2024-12-01, 2025-01-01) must add up to the whole;"
                + " it cannot be decomposed";
        assertThatThrownBy(() -> ChangeDecomposition.of(
                        december,
                        List.of(
                                Results.ratio(NRR, DECEMBER, Segment.overall(), 50, 100),
                                Results.ratio(NRR, DECEMBER, SMALL, 60, 100))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(rule);
        assertThatThrownBy(() -> ChangeDecomposition.of(
                        december,
                        List.of(
                                Results.ratio(NRR, DECEMBER, Segment.overall(), 50, 100),
                                Results.ratio(NRR, DECEMBER, SMALL, 60, 120))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(rule);
    }
}
