package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.csmetrics.facts.Cells;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.Rows;
import io.csmetrics.revenue.CurrencyConversion.RatePolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class CurrencyConversionTest {
    private static final LocalDate JAN = LocalDate.of(2025, 1, 1);
    private static final LocalDate FEB = LocalDate.of(2025, 2, 1);
    private static final LocalDate MAR = LocalDate.of(2025, 3, 1);
    private static final LocalDate APR = LocalDate.of(2025, 4, 1);
    private static final ReportingPeriod FEBRUARY = ReportingPeriod.of(FEB, MAR);

    /** A euro is worth 1.10 dollars, then 1.20 from the middle of February, then 1.25 from March. */
    private static final ExchangeRates MOVING = ExchangeRates.byDay(Map.of(
            CurrencyUnit.EUR,
            new TreeMap<>(Map.of(
                    JAN,
                    new BigDecimal("1.10"),
                    FEB.plusDays(14),
                    new BigDecimal("1.20"),
                    MAR,
                    new BigDecimal("1.25")))));

    @Test
    void atTheRatesOfOneDayLevelsAreConvertedAndNothingDrifts() {
        ExchangeRates third = ExchangeRates.constant(Map.of(CurrencyUnit.EUR, new BigDecimal("0.333333333333")));
        List<RevenueMovement> movements = List.of(
                movement("A", JAN, Type.NEW, "EUR 1").build(),
                movement("A", FEB, Type.EXPANSION, "EUR 1").build(),
                movement("A", MAR, Type.EXPANSION, "EUR 1").build(),
                movement("A", APR, Type.CHURN, "EUR 3").reason("price").build());
        RevenueLedger ledger =
                CurrencyConversion.of(movements, CurrencyUnit.USD, third).atRatesOf(JAN, 2, RoundingMode.HALF_EVEN);
        assertThat(texts(ledger))
                .containsExactly(
                        "2025-01-01 A NEW 0.33",
                        "2025-02-01 A EXPANSION 0.34",
                        "2025-03-01 A EXPANSION 0.33",
                        "2025-04-01 A CHURN 1.00 price");
        assertThat(ledger.currency()).isEqualTo(CurrencyUnit.USD);
    }

    @Test
    void atTheRatesOfItsEntryEachAccountKeepsItsRate() {
        List<RevenueMovement> movements = List.of(
                movement("A", JAN, Type.NEW, "EUR 100").build(),
                movement("A", APR, Type.CONTRACTION, "EUR 40").build(),
                movement("B", MAR, Type.NEW, "EUR 100").build(),
                movement("C", FEB, Type.NEW, "EUR 100").build());
        RevenueLedger ledger = CurrencyConversion.of(movements, CurrencyUnit.USD, MOVING)
                .atRatesOfEntry(day -> day.plusMonths(1).minusDays(1), 2, RoundingMode.HALF_EVEN);
        assertThat(texts(ledger))
                .containsExactly(
                        "2025-01-01 A NEW 110.00",
                        "2025-04-01 A CONTRACTION 44.00",
                        "2025-03-01 B NEW 125.00",
                        "2025-02-01 C NEW 120.00");
    }

    @Test
    void anAccountWithTwoCurrenciesIsClassifiedByItsSum() {
        List<RevenueMovement> movements = List.of(
                movement("A", JAN, Type.NEW, "EUR 100").build(),
                movement("A", FEB, Type.EXPANSION, "USD 50")
                        .kind(Kind.ADD_ON)
                        .product("crm")
                        .build(),
                movement("A", MAR, Type.CHURN, "EUR 100").build(),
                movement("A", MAR, Type.NEW, "USD 130").reason("moved").build(),
                movement("A", APR, Type.CHURN, "USD 180").build());
        RevenueLedger ledger =
                CurrencyConversion.of(movements, CurrencyUnit.USD, MOVING).atRatesOf(JAN, 2, RoundingMode.HALF_EVEN);
        assertThat(texts(ledger))
                .containsExactly(
                        "2025-01-01 A NEW 110.00",
                        "2025-02-01 A EXPANSION 50.00 ADD_ON crm",
                        "2025-03-01 A EXPANSION 20.00 moved",
                        "2025-04-01 A CHURN 180.00");
    }

    @Test
    void importedBalancesOfSeveralCurrenciesAreOneOpening() {
        List<RevenueMovement> movements = List.of(
                movement("A", JAN, Type.OPENING, "EUR 100").build(),
                movement("A", JAN, Type.OPENING, "USD 10").build(),
                movement("A", JAN, Type.CONTRACTION, "USD 10").build());
        RevenueLedger ledger =
                CurrencyConversion.of(movements, CurrencyUnit.USD, MOVING).atRatesOf(JAN, 2, RoundingMode.HALF_EVEN);
        assertThat(texts(ledger)).containsExactly("2025-01-01 A OPENING 120.00", "2025-01-01 A CONTRACTION 10.00");
        RevenueBridge bridge = CurrencyConversion.of(movements, CurrencyUnit.USD, MOVING)
                .bridge(ReportingPeriod.of(JAN, FEB), RatePolicy.MOVEMENT_DATE);
        assertThat(bridge.opening()).isEqualTo(usd("120.00"));
        assertThat(bridge.contraction()).isEqualTo(usd("10.00"));
        assertThat(bridge.fx().isZero()).isTrue();
        assertThat(bridge.accounts().importedInside()).isEqualTo(1);
        assertThat(bridge.accounts().closing()).isEqualTo(1);
    }

    @Test
    void aChangeTooSmallForTheScaleIsNoMovement() {
        List<RevenueMovement> movements = List.of(
                movement("A", JAN, Type.NEW, "EUR 0.001").build(),
                movement("A", FEB, Type.EXPANSION, "EUR 1").build(),
                movement("A", MAR, Type.CHURN, "EUR 1.001").build());
        RevenueLedger ledger =
                CurrencyConversion.of(movements, CurrencyUnit.USD, MOVING).atRatesOf(JAN, 2, RoundingMode.HALF_EVEN);
        assertThat(texts(ledger)).containsExactly("2025-02-01 A NEW 1.10", "2025-03-01 A CHURN 1.10");
    }

    @Test
    void atMovingRatesTheExchangeEffectIsALineOfItsOwn() {
        CurrencyConversion conversion = CurrencyConversion.of(
                List.of(
                        movement("A", JAN, Type.NEW, "EUR 100").build(),
                        movement("B", JAN, Type.NEW, "USD 40").build(),
                        movement("A", FEB.plusDays(14), Type.EXPANSION, "EUR 50")
                                .build(),
                        movement("C", FEB, Type.NEW, "EUR 10").build(),
                        movement("C", FEB.plusDays(20), Type.CHURN, "EUR 10").build()),
                CurrencyUnit.USD,
                MOVING);
        RevenueBridge atMovement = conversion.bridge(FEBRUARY, RatePolicy.MOVEMENT_DATE);
        assertThat(atMovement.opening()).isEqualTo(usd("150.00"));
        assertThat(atMovement.expansion()).isEqualTo(usd("60.00"));
        assertThat(atMovement.newRevenue()).isEqualTo(usd("11.00"));
        assertThat(atMovement.churn()).isEqualTo(usd("12.00"));
        assertThat(atMovement.closing()).isEqualTo(usd("227.50"));
        // 100 EUR x 0.15, 50 EUR x 0.05, and 10 EUR x 0.10 while C was there
        assertThat(atMovement.fx()).isEqualTo(usd("18.50"));
        assertThat(atMovement.accounts()).isEqualTo(new RevenueBridge.Counts(2, 1, 0, 1, 1, 0, 0));

        RevenueBridge atSnapshot = conversion.bridge(FEBRUARY, RatePolicy.SNAPSHOT_DATE);
        assertThat(atSnapshot.expansion()).isEqualTo(usd("62.50"));
        assertThat(atSnapshot.newRevenue()).isEqualTo(atSnapshot.churn()).isEqualTo(usd("12.50"));
        assertThat(atSnapshot.closing()).isEqualTo(usd("227.50"));
        assertThat(atSnapshot.fx()).isEqualTo(usd("15.00"));
    }

    @Test
    void bridgesOfCellsAreCountedByAccount() {
        CurrencyConversion conversion = CurrencyConversion.of(
                List.of(
                        movement("A", JAN, Type.NEW, "EUR 100").build(),
                        movement("B", JAN, Type.NEW, "EUR 40").build(),
                        movement("B", FEB, Type.CONTRACTION, "EUR 30").build(),
                        movement("B", MAR, Type.CHURN, "EUR 10").build(),
                        movement("B", APR, Type.REACTIVATION, "EUR 10").build()),
                CurrencyUnit.USD,
                MOVING);
        RevenueLedger.Bridges bridges = conversion.bridges(
                List.of(ReportingPeriod.of(FEB, APR), ReportingPeriod.of(APR, APR.plusMonths(1))),
                Cells.byAccount(conversion.accountIds()),
                RatePolicy.MOVEMENT_DATE);
        assertThat(conversion.accountIds()).containsExactly("A", "B");
        assertThat(bridges.at(0, 0).fx()).isEqualTo(usd("15.00"));
        assertThat(bridges.at(0, 1).contraction()).isEqualTo(usd("33.00"));
        assertThat(bridges.at(0, 1).churn()).isEqualTo(usd("12.50"));
        assertThat(bridges.at(0, 1).fx()).isEqualTo(usd("1.50"));
        assertThat(bridges.at(1, 1).reactivation()).isEqualTo(usd("12.50"));
        assertThat(bridges.at(1, 0).accounts().opening()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conversion.bridges(List.of(FEBRUARY), Cells.overall(3), RatePolicy.SNAPSHOT_DATE))
                .withMessage(
                        "1 windows and cells of 3 accounts must be at least one window and cells of the 2 accounts; use"
                                + " those of accountIds()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conversion.bridges(List.of(), Cells.overall(2), RatePolicy.SNAPSHOT_DATE));
    }

    @Test
    void accountsThatAreLeftOutAreNotCounted() {
        CurrencyConversion conversion = CurrencyConversion.of(
                List.of(
                        movement("A", JAN, Type.NEW, "EUR 100").build(),
                        movement("B", JAN, Type.NEW, "EUR 40").build()),
                CurrencyUnit.USD,
                MOVING);
        RevenueLedger.Bridges bridges = conversion.bridges(
                List.of(FEBRUARY), Cells.overall(2).only(account -> account == 0), RatePolicy.SNAPSHOT_DATE);
        assertThat(bridges.at(0, 0).opening()).isEqualTo(usd("110.00"));
    }

    @Test
    void aDayThatChangesOnlyTheCurrencyIsNoMovementWhereBothAreWorthTheSame() {
        ExchangeRates parity = ExchangeRates.constant(Map.of(CurrencyUnit.EUR, BigDecimal.ONE));
        CurrencyConversion conversion = CurrencyConversion.of(
                List.of(
                        movement("A", JAN, Type.NEW, "EUR 100").build(),
                        movement("A", FEB, Type.CHURN, "EUR 100").build(),
                        movement("A", FEB, Type.NEW, "USD 100").build()),
                CurrencyUnit.USD,
                parity);
        assertThat(conversion.bridge(FEBRUARY, RatePolicy.MOVEMENT_DATE).accounts())
                .isEqualTo(new RevenueBridge.Counts(1, 0, 0, 0, 0, 0, 0));
        assertThat(conversion.atRatesOf(JAN, 2, RoundingMode.HALF_UP).size()).isEqualTo(1);
    }

    @Test
    void everyMissingRateIsToldWithThePlaceThatNeedsIt() {
        ExchangeRates rates = ExchangeRates.byDay(Map.of(
                CurrencyUnit.EUR,
                new TreeMap<>(Map.of(FEB.plusDays(1), BigDecimal.ONE, MAR, BigDecimal.ZERO)),
                CurrencyUnit.GBP,
                new TreeMap<>(Map.of(APR, BigDecimal.ONE))));
        Rows<RevenueMovement> rows = Rows.of(
                "movements.csv",
                List.of(
                        movement("A", JAN, Type.NEW, "EUR 1").build(),
                        movement("B", FEB, Type.NEW, "GBP 1").build(),
                        movement("C", FEB, Type.NEW, "USD 1").build()),
                new long[] {2, 3, 4});
        CurrencyConversion conversion = CurrencyConversion.of(rows, CurrencyUnit.USD, rates);
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> conversion.atRatesOf(JAN, 2, RoundingMode.HALF_UP))
                .withMessage("""
                        2 problems
                        movements.csv:2: currency: EUR, has no rate into USD on 2025-01-01, give the rate
                        movements.csv:3: currency: GBP, has no rate into USD on 2025-01-01, give the rate""");
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> conversion.bridge(FEBRUARY, RatePolicy.MOVEMENT_DATE))
                .withMessage("""
                        4 problems
                        exchange rates: currency: EUR, has no rate into USD on 2025-02-01, give the rate
                        exchange rates: currency: GBP, has no rate into USD on 2025-03-01, give the rate
                        exchange rates: currency: EUR, must have a rate into USD above 0 on 2025-03-01, not 0, give the rate
                        movements.csv:3: currency: GBP, has no rate into USD on 2025-02-01, give the rate""");
    }

    @Test
    void movementsThatTheBalancesDoNotAllowAreRefusedInTheirOwnCurrency() {
        List<RevenueMovement> movements = List.of(
                movement("A", JAN, Type.NEW, "EUR 10").build(),
                movement("A", FEB, Type.CONTRACTION, "USD 1").build(),
                movement("A", MAR, Type.NEW, "USD 1").build(),
                movement("B", JAN, Type.NEW, "EUR 10").id("m1").build(),
                movement("B", JAN, Type.NEW, "EUR 11").id("m1").build(),
                movement("B", JAN, Type.NEW, "EUR 10.0").id("m1").build(),
                movement("B", FEB, Type.CONTRACTION, "EUR 6").build(),
                movement("B", FEB, Type.CONTRACTION, "EUR 7").build(),
                movement("B", MAR, Type.CHURN, "EUR 10").build(),
                movement("C", JAN, Type.OPENING, "EUR 1").build(),
                movement("C", JAN, Type.OPENING, "EUR 2").build(),
                movement("C", JAN, Type.EXPANSION, "EUR 3").build());
        Findings findings = new Findings();
        CurrencyConversion conversion = CurrencyConversion.ofLenient(movements, CurrencyUnit.USD, MOVING, findings);
        assertThat(findings.errors().stream().map(Finding::toString).toList())
                .containsExactly(
                        "movements:2: amount: USD 1, contraction on 2025-02-01 of account \"A\" must not exceed its balance"
                                + " USD 0, correct the amount, or add the movement that is missing before it",
                        "movements:3: type: NEW, new revenue on 2025-03-01 of account \"A\" must be its first movement, make it"
                                + " EXPANSION",
                        "movements:5: movement_id: m1, must be unique, but stands with other content at movements:4, give one of"
                                + " them another id",
                        "movements:7: amount: EUR -13, the net of all movements on 2025-02-01 of account \"B\" must not take more"
                                + " than its balance EUR 10, correct the amounts of that day",
                        "movements:11: type: OPENING, an opening balance on 2025-01-01 of account \"C\" must be its first"
                                + " movement, and the only one of that type, make it EXPANSION, or remove it");
        assertThat(texts(conversion.atRatesOf(JAN, 1, RoundingMode.HALF_EVEN)))
                .containsExactly(
                        "2025-01-01 A NEW 11.0",
                        "2025-03-01 A EXPANSION 1.0",
                        "2025-01-01 B NEW 11.0",
                        "2025-03-01 B CHURN 11.0",
                        "2025-01-01 C OPENING 1.1",
                        "2025-01-01 C EXPANSION 5.5");
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> CurrencyConversion.of(movements, CurrencyUnit.USD, MOVING))
                .satisfies(e -> assertThat(e.total()).isEqualTo(5));
    }

    @Test
    void anIdBelongsToOneMovementInEveryOfItsParts() {
        RevenueMovement.Builder first =
                movement("A", FEB, Type.EXPANSION, "EUR 1").id("m");
        List<RevenueMovement> others = List.of(
                movement("B", FEB, Type.EXPANSION, "EUR 1").id("m").build(),
                movement("A", MAR, Type.EXPANSION, "EUR 1").id("m").build(),
                movement("A", FEB, Type.CONTRACTION, "EUR 1").id("m").build(),
                movement("A", FEB, Type.EXPANSION, "USD 1").id("m").build(),
                movement("A", FEB, Type.EXPANSION, "EUR 2").id("m").build(),
                movement("A", FEB, Type.EXPANSION, "EUR 1")
                        .id("m")
                        .kind(Kind.SEATS)
                        .build(),
                movement("A", FEB, Type.EXPANSION, "EUR 1").id("m").reason("r").build(),
                movement("A", FEB, Type.EXPANSION, "EUR 1").id("m").product("p").build());
        for (RevenueMovement other : others) {
            Findings findings = new Findings();
            CurrencyConversion.ofLenient(
                    List.of(movement("A", JAN, Type.NEW, "EUR 1").build(), first.build(), other),
                    CurrencyUnit.USD,
                    MOVING,
                    findings);
            assertThat(findings.errors())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.rule())
                            .isEqualTo("must be unique, but stands with other content at movements:2"));
        }
    }

    @Test
    void aDayThatCancelsOutLeavesTheNextOneNew() {
        List<RevenueMovement> movements = List.of(
                movement("A", JAN, Type.NEW, "EUR 10").build(),
                movement("A", JAN, Type.CHURN, "EUR 10").build(),
                movement("A", FEB, Type.NEW, "EUR 10").build());
        CurrencyConversion conversion = CurrencyConversion.of(movements, CurrencyUnit.USD, MOVING);
        assertThat(texts(conversion.atRatesOf(JAN, 0, RoundingMode.HALF_EVEN))).containsExactly("2025-02-01 A NEW 11");
        assertThat(conversion
                        .bridge(FEBRUARY, RatePolicy.MOVEMENT_DATE)
                        .accounts()
                        .won())
                .isEqualTo(1);
    }

    private static RevenueMovement.Builder movement(String account, LocalDate on, Type type, String amount) {
        return RevenueMovement.builder(account, on, type, BigMoney.parse(amount));
    }

    private static BigMoney usd(String amount) {
        return BigMoney.of(CurrencyUnit.USD, new BigDecimal(amount));
    }

    private static List<String> texts(RevenueLedger ledger) {
        return ledger.movements().stream()
                .map(m -> m.effectiveOn() + " " + m.accountId() + " " + m.type() + " "
                        + m.amount().getAmount().toPlainString()
                        + m.kind().map(kind -> " " + kind).orElse("")
                        + m.reason().map(reason -> " " + reason).orElse("")
                        + m.product().map(product -> " " + product).orElse(""))
                .toList();
    }
}
