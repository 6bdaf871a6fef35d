package io.csmetrics.scorecard;

import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Answer;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RevenueRetention;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** Results of numbers that a test sets, as if they had been measured. */
final class Results {
    private Results() {}

    static KpiResult of(Kpi kpi, ReportingPeriod period, Segment segment, Quotient number) {
        Answer.Value answer = new Answer.Value(
                number, Answer.undefined(UndefinedReason.NO_DATA, "").evidence());
        return new KpiResult(kpi, Reading.of(period), segment, CurrencyUnit.EUR, answer);
    }

    static KpiResult undefined(Kpi kpi, ReportingPeriod period, Segment segment) {
        Answer answer = Answer.undefined(UndefinedReason.NO_DATA, "nothing");
        return new KpiResult(kpi, Reading.of(period), segment, CurrencyUnit.EUR, answer);
    }

    /** Successive periods that end with the given one; a "-" is a number that does not exist. */
    static List<KpiResult> series(Kpi kpi, ReportingPeriod last, Segment segment, String... numbers) {
        List<KpiResult> series = new ArrayList<>();
        ReportingPeriod period = last;
        for (int i = numbers.length - 1; i >= 0; i--) {
            series.add(
                    numbers[i].equals("-")
                            ? undefined(kpi, period, segment)
                            : of(kpi, period, segment, Quotient.of(new BigDecimal(numbers[i]))));
            period = period.previous();
        }
        return series;
    }

    /** A retention rate of so much kept of so much, with its evidence. */
    static KpiResult ratio(Kpi kpi, ReportingPeriod period, Segment segment, long kept, long opening) {
        Answer answer =
                kpi.of(new RevenueRetention(eur(opening), eur(kept), eur(Math.min(kept, opening)), opening, 0, 0));
        return new KpiResult(kpi, Reading.of(period), segment, CurrencyUnit.EUR, answer);
    }

    private static BigMoney eur(long amount) {
        return BigMoney.of(CurrencyUnit.EUR, BigDecimal.valueOf(amount));
    }
}
