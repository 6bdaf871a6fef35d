package io.csmetrics.io;

import io.csmetrics.data.CustomerData;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Event;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * A little data with a record of each kind. A KPI that refuses it, such as one that asks survey responses whether they are customers, would
 * refuse all data: so it is refused when it is read, not in the middle of the night.
 */
final class DefinitionProbe {
    private static final LocalDate START = LocalDate.of(2026, 1, 1);
    private static final ReportingPeriod PERIOD = ReportingPeriod.month(2026, 1);
    private static final CustomerData DATA = data();

    private DefinitionProbe() {}

    private static CustomerData data() {
        String account = "a";
        LocalDate before = START.minusDays(1);
        LocalDate inside = START.plusDays(1);
        Instant at = inside.atStartOfDay(ZoneOffset.UTC).toInstant();
        Money money = Money.of(CurrencyUnit.EUR, 1);
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .currency(CurrencyUnit.EUR)
                .accounts(List.of(Account.builder(account).build()))
                .movements(List.of(RevenueMovement.of(account, before, RevenueMovement.Type.NEW, money)))
                .contracts(List.of(
                        Contract.builder("c", account, before, inside, money).build()))
                .surveys(List.of(SurveyResponse.builder(SurveyResponse.NPS, at, BigDecimal.ONE)
                        .accountId(account)
                        .userId("u")
                        .build()))
                .tickets(List.of(Ticket.builder("t", account, at).resolvedAt(at).build()))
                .opportunities(List.of(Opportunity.builder("o", account, Opportunity.Kind.EXPANSION, inside, money)
                        .build()))
                .costs(List.of(Cost.of("c", inside, money)))
                .events(List.of(Event.builder(account, "e", at).userId("u").build()))
                .build();
    }

    /**
     * Measures a KPI once, unless one of its parameters has no value yet.
     *
     * @param kpi the KPI
     * @return the KPI
     * @throws IllegalArgumentException if its parts do not fit each other
     */
    static Kpi measured(Kpi kpi) {
        if (kpi.bind().missing().isEmpty()) {
            kpi.measure(DATA, PERIOD);
        }
        return kpi;
    }
}
