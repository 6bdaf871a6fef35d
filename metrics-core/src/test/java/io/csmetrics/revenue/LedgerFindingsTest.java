package io.csmetrics.revenue;

import static io.csmetrics.record.RevenueMovement.Type.CHURN;
import static io.csmetrics.record.RevenueMovement.Type.CONTRACTION;
import static io.csmetrics.record.RevenueMovement.Type.EXPANSION;
import static io.csmetrics.record.RevenueMovement.Type.NEW;
import static io.csmetrics.record.RevenueMovement.Type.OPENING;
import static io.csmetrics.record.RevenueMovement.Type.REACTIVATION;
import static io.csmetrics.revenue.Movements.builder;
import static io.csmetrics.revenue.Movements.day;
import static io.csmetrics.revenue.Movements.file;
import static io.csmetrics.revenue.Movements.in;
import static io.csmetrics.revenue.Movements.lenient;
import static io.csmetrics.revenue.Movements.move;
import static io.csmetrics.revenue.Movements.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.Rows;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** What is said of rows that no ledger can hold, word for word, and what lenient reading makes of them. */
class LedgerFindingsTest {
    private final Findings findings = new Findings();

    private List<String> told() {
        return findings.errors().stream().map(Finding::toString).toList();
    }

    @Test
    void aChurnThatLeavesSomethingIsAContraction() {
        RevenueLedger ledger =
                lenient(findings, move("A7", "2025-01-01", NEW, "50"), move("A7", "2025-03-01", CHURN, "40"));
        assertThat(told())
                .containsExactly("movements.csv:3: amount: USD 40.00, churn on 2025-03-01 of account \"A7\" must equal"
                        + " its balance USD 50.00, correct the amount, or make it CONTRACTION");
        assertThat(ledger.movements())
                .containsExactly(move("A7", "2025-01-01", NEW, "50"), move("A7", "2025-03-01", CONTRACTION, "40"));
    }

    @Test
    void aContractionThatLeavesNothingIsChurn() {
        RevenueLedger ledger = lenient(
                findings,
                move("A7", "2025-01-01", NEW, "50"),
                builder("A7", "2025-03-01", CONTRACTION, "50")
                        .kind(Kind.SEATS)
                        .reason("price")
                        .product("core")
                        .build());
        assertThat(told())
                .containsExactly("movements.csv:3: type: CONTRACTION, contraction on 2025-03-01 of account \"A7\" must"
                        + " leave some of its balance USD 50.00, make it CHURN, or correct the amount");
        assertThat(ledger.movements().get(1))
                .as("a churn has no kind, but keeps reason and product")
                .isEqualTo(builder("A7", "2025-03-01", CHURN, "50")
                        .reason("price")
                        .product("core")
                        .build());
    }

    @Test
    void moreThanThereIsCannotBeTaken() {
        RevenueLedger ledger = lenient(
                findings,
                move("A7", "2025-01-01", NEW, "50"),
                move("A7", "2025-02-01", CHURN, "60"),
                move("A7", "2025-03-01", CONTRACTION, "60"),
                move("B", "2025-03-01", CHURN, "1"));
        assertThat(told())
                .containsExactly(
                        "movements.csv:3: amount: USD 60.00, churn on 2025-02-01 of account \"A7\" must not exceed its"
                                + " balance USD 50.00, correct the amount, or add the movement that is missing before it",
                        "movements.csv:4: amount: USD 60.00, contraction on 2025-03-01 of account \"A7\" must not exceed"
                                + " its balance USD 50.00, correct the amount, or add the movement that is missing before"
                                + " it",
                        "movements.csv:5: amount: USD 1.00, churn on 2025-03-01 of account \"B\" must not exceed its"
                                + " balance USD 0.00, correct the amount, or add the movement that is missing before it");
        assertThat(ledger.movements()).containsExactly(move("A7", "2025-01-01", NEW, "50"));
        assertThat(ledger.accountIds()).containsExactly("A7", "B");
    }

    @Test
    void anExpansionNeedsABalance() {
        RevenueLedger ledger = lenient(
                findings,
                move("A", "2025-01-01", EXPANSION, "10"),
                move("A", "2025-02-01", CHURN, "10"),
                builder("A", "2025-03-01", EXPANSION, "5").kind(Kind.UPSELL).build());
        assertThat(told())
                .containsExactly(
                        "movements.csv:2: type: EXPANSION, expansion on 2025-01-01 of account \"A\" needs a balance above"
                                + " 0, make it NEW, or add the movement that is missing before it",
                        "movements.csv:4: type: EXPANSION, expansion on 2025-03-01 of account \"A\" needs a balance above"
                                + " 0, make it REACTIVATION, or add the movement that is missing before it");
        assertThat(ledger.movements())
                .containsExactly(
                        move("A", "2025-01-01", NEW, "10"),
                        move("A", "2025-02-01", CHURN, "10"),
                        move("A", "2025-03-01", REACTIVATION, "5"));
    }

    @Test
    void onlyTheFirstMovementIsNew() {
        lenient(
                findings,
                move("A", "2025-01-01", NEW, "10"),
                move("A", "2025-02-01", NEW, "5"),
                move("A", "2025-03-01", CHURN, "15"),
                move("A", "2025-04-01", NEW, "5"));
        assertThat(told())
                .containsExactly(
                        "movements.csv:3: type: NEW, new revenue on 2025-02-01 of account \"A\" must be its first"
                                + " movement, make it EXPANSION",
                        "movements.csv:5: type: NEW, new revenue on 2025-04-01 of account \"A\" must be its first"
                                + " movement, make it REACTIVATION");
    }

    @Test
    void onlyWhatHasChurnedComesBack() {
        lenient(findings, move("A", "2025-01-01", REACTIVATION, "10"), move("A", "2025-02-01", REACTIVATION, "5"));
        assertThat(told())
                .containsExactly(
                        "movements.csv:2: type: REACTIVATION, reactivation on 2025-01-01 of account \"A\" needs a balance"
                                + " of 0 after an earlier churn, make it NEW, or add the movement that is missing before"
                                + " it",
                        "movements.csv:3: type: REACTIVATION, reactivation on 2025-02-01 of account \"A\" needs a balance"
                                + " of 0 after an earlier churn, make it EXPANSION, or add the movement that is missing"
                                + " before it");
    }

    @Test
    void anOpeningBalanceIsTheFirstMovementAndTheOnlyOneOfItsType() {
        RevenueLedger ledger = lenient(
                findings,
                move("A", "2025-01-01", OPENING, "10"),
                move("A", "2025-01-01", OPENING, "5"),
                move("A", "2025-02-01", OPENING, "1"),
                move("A", "2025-03-01", CHURN, "16"),
                move("A", "2025-04-01", OPENING, "2"));
        assertThat(told())
                .containsExactly(
                        "movements.csv:2: type: OPENING, an opening balance on 2025-01-01 of account \"A\" must be its"
                                + " first movement, and the only one of that type, make it EXPANSION, or remove it",
                        "movements.csv:4: type: OPENING, an opening balance on 2025-02-01 of account \"A\" must be its"
                                + " first movement, and the only one of that type, make it EXPANSION, or remove it",
                        "movements.csv:6: type: OPENING, an opening balance on 2025-04-01 of account \"A\" must be its"
                                + " first movement, and the only one of that type, make it REACTIVATION, or remove it");
        assertThat(ledger.movements())
                .as("of two opening balances on one day the smaller is the opening")
                .containsExactly(
                        move("A", "2025-01-01", OPENING, "5"),
                        move("A", "2025-01-01", EXPANSION, "10"),
                        move("A", "2025-02-01", EXPANSION, "1"),
                        move("A", "2025-03-01", CHURN, "16"),
                        move("A", "2025-04-01", REACTIVATION, "2"));
    }

    @Test
    void anOpeningBalanceAmongSeveralRowsOfALaterDayIsFoundAndNetted() {
        RevenueLedger ledger = lenient(
                findings,
                move("A", "2025-01-01", NEW, "10"),
                move("A", "2025-02-01", OPENING, "5"),
                move("A", "2025-02-01", CONTRACTION, "2"));
        assertThat(told())
                .containsExactly(
                        "movements.csv:3: type: OPENING, an opening balance on 2025-02-01 of account \"A\" must be its"
                                + " first movement, and the only one of that type, make it EXPANSION, or remove it");
        assertThat(ledger.movements().get(1)).isEqualTo(move("A", "2025-02-01", EXPANSION, "3"));
    }

    @Test
    void openingBalancesOfOneDayAndAmountAreToldApartByTheirTexts() {
        RevenueMovement one =
                builder("A", "2025-01-01", OPENING, "5").reason("import").build();
        RevenueMovement other =
                builder("A", "2025-01-01", OPENING, "5").reason("migration").build();
        assertThat(lenient(findings, one, other).movements())
                .isEqualTo(lenient(findings, other, one).movements());
    }

    @Test
    void severalRowsOfADayTogetherCannotTakeMoreThanThereIs() {
        RevenueLedger ledger = lenient(
                findings,
                move("A", "2025-01-01", NEW, "10"),
                move("A", "2025-02-01", EXPANSION, "5"),
                move("A", "2025-02-01", CONTRACTION, "16"));
        assertThat(told())
                .containsExactly(
                        "movements.csv:3: amount: USD -11.00, the net of all movements on 2025-02-01 of account"
                                + " \"A\" must not take more than its balance USD 10.00, correct the amounts of that day");
        assertThat(ledger.movements()).containsExactly(move("A", "2025-01-01", NEW, "10"));
        assertThat(ledger.nettedRows()).isEmpty();
    }

    @Test
    void mixedCurrenciesAreListedRowByRow() {
        RevenueLedger ledger = lenient(
                findings,
                move("A", "2025-01-01", NEW, "10.25"),
                in(CurrencyUnit.EUR, move("B", "2025-01-01", NEW, "7.125")),
                move("C", "2025-01-01", NEW, "10"),
                in(CurrencyUnit.GBP, move("D", "2025-01-01", NEW, "8")));
        assertThat(told())
                .containsExactly(
                        "movements.csv:3: currency: EUR, must be USD like the rest of the ledger, convert it first, with"
                                + " a rate of your choice",
                        "movements.csv:5: currency: GBP, must be USD like the rest of the ledger, convert it first, with"
                                + " a rate of your choice");
        assertThat(ledger.currency()).isEqualTo(CurrencyUnit.USD);
        assertThat(ledger.scale())
                .as("rows in other currencies have no say in the scale")
                .isEqualTo(2);
        assertThat(ledger.balance(day("2026-01-01"))).isEqualTo(usd("20.25"));
    }

    @Test
    void theDeclaredCurrencyCountsNotTheMostUsed() {
        Rows<RevenueMovement> rows = file(
                move("A", "2025-01-01", NEW, "10"),
                move("B", "2025-01-01", NEW, "10"),
                in(CurrencyUnit.EUR, move("C", "2025-01-01", NEW, "7")));
        RevenueLedger ledger = RevenueLedger.builder()
                .currency(CurrencyUnit.EUR)
                .movements(rows)
                .buildLenient(findings);
        assertThat(findings.errors()).extracting(Finding::line).containsExactly(2L, 3L);
        assertThat(ledger.balances(day("2026-01-01"))).containsOnlyKeys("C");
    }

    @Test
    void ofCurrenciesThatAreEquallyFrequentTheFirstByCodeCounts() {
        RevenueMovement dollars = move("A", "2025-01-01", NEW, "10");
        RevenueMovement euros = in(CurrencyUnit.EUR, move("B", "2025-01-01", NEW, "10"));
        assertThat(lenient(findings, dollars, euros).currency()).isEqualTo(CurrencyUnit.EUR);
        assertThat(lenient(findings, euros, dollars).currency()).isEqualTo(CurrencyUnit.EUR);
    }

    @Test
    void aSeventhDecimalIsFound() {
        RevenueLedger ledger = lenient(
                findings,
                move("A", "2025-01-01", NEW, "10.1234567"),
                move("B", "2025-01-01", NEW, "1.1234560"),
                move("C", "2025-01-01", NEW, "1.5000000000"));
        assertThat(told())
                .containsExactly("movements.csv:2: amount: USD 10.1234567, must have at most 6 decimals, round it, or"
                        + " declare a larger scale");
        assertThat(ledger.scale()).isEqualTo(6);
        assertThat(ledger.balance(day("2026-01-01"))).isEqualTo(usd("2.623456"));
    }

    @Test
    void aDeclaredScaleIsTheMostDecimalsAnAmountCanHave() {
        Rows<RevenueMovement> rows =
                file(move("A", "2025-01-01", NEW, "10.125"), move("B", "2025-01-01", NEW, "10.12"));
        RevenueLedger ledger = RevenueLedger.builder().scale(2).movements(rows).buildLenient(findings);
        assertThat(told())
                .containsExactly(
                        "movements.csv:2: amount: USD 10.125, must have at most 2 decimals, round it, or declare"
                                + " a larger scale");
        assertThat(ledger.scale()).isEqualTo(2);
        assertThat(RevenueLedger.builder().scale(10).movements(rows).build().balance(day("2026-01-01")))
                .isEqualTo(usd("20.2450000000"));
    }

    @Test
    void aScaleIsZeroToTen() {
        assertThatThrownBy(() -> RevenueLedger.builder().scale(11)).hasMessage("scale 11 must be 0 to 10");
        assertThatThrownBy(() -> RevenueLedger.builder().scale(-1)).hasMessage("scale -1 must be 0 to 10");
        assertThat(RevenueLedger.builder().scale(0).build().scale()).isZero();
    }

    @Test
    void anAmountBeyondLongIsFound() {
        RevenueLedger ledger = lenient(
                findings,
                move("A", "2025-01-01", NEW, "9223372036854775808"),
                move("B", "2025-01-01", NEW, "9223372036854775807"));
        assertThat(told())
                .containsExactly(
                        "movements.csv:2: amount: USD 9223372036854775808, all amounts together must stay within"
                                + " 9223372036854775807, correct the amount, or use fewer decimals");
        assertThat(ledger.balance(day("2026-01-01"))).isEqualTo(usd("9223372036854775807"));
    }

    @Test
    void anAmountThatFitsOnlyWithoutTheDecimalsOfOthersIsFoundAsItCameIn() {
        lenient(findings, move("A", "2025-01-01", NEW, "900000000000000000"), move("B", "2025-01-01", NEW, "0.0001"));
        assertThat(told())
                .containsExactly(
                        "movements.csv:2: amount: USD 900000000000000000.00, all amounts together must stay within"
                                + " 922337203685477.5807, correct the amount, or use fewer decimals");
    }

    @Test
    void aSumBeyondLongIsFoundWhereItIsPassed() {
        RevenueLedger ledger = lenient(
                findings,
                move("A", "2025-01-01", NEW, "9223372036854775800"),
                move("A", "2025-01-05", EXPANSION, "8"),
                move("B", "2025-01-01", NEW, "7"),
                move("C", "2025-01-01", NEW, "1"),
                move("D", "2025-01-01", OPENING, "1"),
                move("D", "2025-01-01", NEW, "2"),
                move("D", "2025-01-01", CONTRACTION, "1"));
        String rule = " all amounts together must stay within 9223372036854775807, correct the amount, or use fewer"
                + " decimals";
        assertThat(told())
                .as("one finding each, and none about a type that a wrapped balance would contradict")
                .containsExactly(
                        "movements.csv:3: amount: USD 8.00," + rule,
                        "movements.csv:5: amount: USD 1.00," + rule,
                        "movements.csv:6: amount: USD 1.00," + rule,
                        "movements.csv:7: amount: USD 2.00," + rule);
        assertThat(ledger.balance(day("2026-01-01"))).isEqualTo(usd("9223372036854775807"));
        assertThat(ledger.nettedRows()).isEmpty();
    }

    @Test
    void theRowsOfOneDayCanBeTooMuchBeforeTheyAreNetted() {
        RevenueLedger ledger = lenient(
                findings,
                move("A", "2025-01-01", NEW, "9223372036854775807"),
                move("A", "2025-01-01", EXPANSION, "1"),
                move("A", "2025-01-01", CONTRACTION, "5"),
                move("B", "2025-01-01", CONTRACTION, "9223372036854775807"),
                move("B", "2025-01-01", NEW, "1"),
                move("B", "2025-01-01", CHURN, "1"));
        assertThat(findings.errors()).extracting(Finding::line).containsExactly(3L, 7L);
        assertThat(ledger.size()).isZero();
    }

    @Test
    void theSameMovementTwiceIsCountedOnce() {
        RevenueMovement movement = builder("A", "2025-01-01", NEW, "10")
                .id("m1")
                .reason("won")
                .product("core")
                .build();
        RevenueMovement otherwiseWritten = builder("A", "2025-01-01", NEW, "10.0")
                .id("m1")
                .reason("won")
                .product("core")
                .build();
        RevenueMovement withoutId = move("B", "2025-01-01", NEW, "1");
        RevenueLedger ledger = lenient(findings, movement, otherwiseWritten, movement, withoutId);
        assertThat(findings.errorCount()).isZero();
        assertThat(ledger.balance(day("2026-01-01"))).isEqualTo(usd("11"));
    }

    @Test
    void oneIdCannotStandForTwoMovements() {
        RevenueMovement first = builder("A", "2025-01-01", NEW, "10").id("m1").build();
        List<RevenueMovement> others = List.of(
                builder("B", "2025-01-01", NEW, "10").id("m1").build(),
                builder("A", "2025-01-02", NEW, "10").id("m1").build(),
                builder("A", "2025-01-01", EXPANSION, "10").id("m1").build(),
                builder("A", "2025-01-01", NEW, "10.01").id("m1").build(),
                RevenueMovement.builder("A", day("2025-01-01"), NEW, BigMoney.parse("EUR 10.00"))
                        .id("m1")
                        .build(),
                builder("A", "2025-01-01", NEW, "10").id("m1").reason("won").build(),
                builder("A", "2025-01-01", NEW, "10").id("m1").product("core").build());
        for (RevenueMovement other : others) {
            Findings found = new Findings();
            RevenueLedger ledger = lenient(found, first, other);
            assertThat(found.errors())
                    .extracting(Finding::toString)
                    .containsExactly(
                            "movements.csv:3: movement_id: m1, must be unique, but stands with other content at"
                                    + " movements.csv:2, give one of them another id");
            assertThat(ledger.movements()).containsExactly(move("A", "2025-01-01", NEW, "10"));
        }
        Findings found = new Findings();
        lenient(
                found,
                move("A", "2025-01-01", NEW, "10"),
                builder("A", "2025-01-02", EXPANSION, "1").id("m2").build(),
                builder("A", "2025-01-02", EXPANSION, "1")
                        .id("m2")
                        .kind(Kind.SEATS)
                        .build());
        assertThat(found.errorCount()).isEqualTo(1);
    }

    @Test
    void strictReadingTellsEveryProblemAtOnce() {
        assertThatThrownBy(() -> RevenueLedger.builder()
                        .movements(file(
                                move("A", "2025-01-01", NEW, "10"),
                                move("A", "2025-01-02", CHURN, "9"),
                                in(CurrencyUnit.EUR, move("B", "2025-01-01", NEW, "1")),
                                move("C", "2025-01-01", NEW, "0.0000001")))
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("""
                        3 problems
                        movements.csv:3: amount: USD 9.00, churn on 2025-01-02 of account "A" must equal its balance USD 10.00, correct the amount, or make it CONTRACTION
                        movements.csv:4: currency: EUR, must be USD like the rest of the ledger, convert it first, with a rate of your choice
                        movements.csv:5: amount: USD 0.0000001, must have at most 6 decimals, round it, or declare a larger scale""");
    }

    @Test
    void movementsOfAListAreLocatedByTheirPosition() {
        assertThatThrownBy(() -> RevenueLedger.of(
                        List.of(move("A", "2025-01-01", NEW, "10"), move("A", "2025-01-02", NEW, "9"))))
                .hasMessage("movements:2: type: NEW, new revenue on 2025-01-02 of account \"A\" must be its first"
                        + " movement, make it EXPANSION");
    }

    @Test
    void manyRowsFromSeveralFilesKeepTheirPlaces() {
        List<RevenueMovement> many = IntStream.range(0, 100)
                .mapToObj(i -> RevenueMovement.of(
                        "A" + i, day("2025-01-01"), NEW, BigMoney.of(CurrencyUnit.USD, BigDecimal.ONE)))
                .toList();
        Rows<RevenueMovement> more = Rows.of("more.csv", List.of(move("A7", "2025-01-02", NEW, "1")), new long[] {77});
        RevenueLedger ledger =
                RevenueLedger.builder().movements(many).movements(more).buildLenient(findings);
        assertThat(told())
                .containsExactly("more.csv:77: type: NEW, new revenue on 2025-01-02 of account \"A7\" must be its first"
                        + " movement, make it EXPANSION");
        assertThat(ledger.balance(day("2026-01-01"))).isEqualTo(usd("101"));
    }
}
