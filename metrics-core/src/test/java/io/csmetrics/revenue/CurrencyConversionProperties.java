package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.facts.Cells;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.CurrencyConversion.RatePolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

class CurrencyConversionProperties {
    private static final LocalDate START = LocalDate.of(2025, 1, 1);
    private static final int DAYS = 30;
    private static final List<CurrencyUnit> CURRENCIES = List.of(CurrencyUnit.USD, CurrencyUnit.EUR, CurrencyUnit.JPY);

    /** Plain balances by account, currency and day, as the oracle. */
    private final Map<String, BigDecimal[]> balances = new HashMap<>();

    @Property(tries = 500)
    void atMovingRatesTheBridgeClosesAndAdjoiningWindowsChain(@ForAll Random random, @ForAll RatePolicy policy) {
        List<RevenueMovement> movements = book(random);
        CurrencyConversion conversion =
                CurrencyConversion.of(movements, CurrencyUnit.USD, CurrencyConversionProperties::rate);
        List<ReportingPeriod> windows = List.of(
                ReportingPeriod.of(START, START.plusDays(11)),
                ReportingPeriod.of(START.plusDays(11), START.plusDays(20)),
                ReportingPeriod.of(START.plusDays(20), START.plusDays(DAYS + 1)));
        Cells cells = Cells.byAccount(conversion.accountIds());
        RevenueLedger.Bridges bridges = conversion.bridges(windows, cells, policy);
        for (int cell = 0; cell < cells.segments().size(); cell++) {
            String account = conversion.accountIds().get(cell);
            for (int w = 0; w < windows.size(); w++) {
                RevenueBridge bridge = bridges.at(w, cell);
                assertThat(bridge.opening().getAmount())
                        .isEqualByComparingTo(worth(account, windows.get(w).start()));
                assertThat(bridge.closing().getAmount())
                        .isEqualByComparingTo(worth(account, windows.get(w).endExclusive()));
                if (w > 0) {
                    assertThat(bridges.at(w - 1, cell).accounts().closing())
                            .isEqualTo(bridge.accounts().opening());
                }
            }
        }
        RevenueBridge total = conversion.bridge(windows.get(1), policy);
        RevenueBridge sum = bridges.at(1, 0);
        for (int cell = 1; cell < cells.segments().size(); cell++) {
            sum = sum.plus(bridges.at(1, cell));
        }
        assertThat(sum.closing().isEqual(total.closing())).isTrue();
        assertThat(sum.fx().isEqual(total.fx())).isTrue();
        assertThat(sum.accounts()).isEqualTo(total.accounts());
    }

    @Property(tries = 500)
    void atConstantRatesTheExchangeEffectIsNothingAndTheLedgerHasTheSameBridge(@ForAll Random random) {
        List<RevenueMovement> movements = book(random);
        ExchangeRates constant = ExchangeRates.constant(
                Map.of(CurrencyUnit.EUR, new BigDecimal("1.25"), CurrencyUnit.JPY, new BigDecimal("0.01")));
        CurrencyConversion conversion = CurrencyConversion.of(movements, CurrencyUnit.USD, constant);
        // every converted level fits into four decimals, so nothing is rounded
        RevenueLedger ledger = conversion.atRatesOf(START, 4, RoundingMode.UNNECESSARY);
        ReportingPeriod window = ReportingPeriod.of(START.plusDays(random.nextInt(DAYS)), START.plusDays(DAYS + 1));
        for (RatePolicy policy : RatePolicy.values()) {
            RevenueBridge bridge = conversion.bridge(window, policy);
            RevenueBridge expected = ledger.bridge(window);
            assertThat(bridge.fx().isZero()).isTrue();
            assertThat(bridge.opening().isEqual(expected.opening())).isTrue();
            assertThat(bridge.newRevenue().isEqual(expected.newRevenue())).isTrue();
            assertThat(bridge.expansion().isEqual(expected.expansion())).isTrue();
            assertThat(bridge.contraction().isEqual(expected.contraction())).isTrue();
            assertThat(bridge.churn().isEqual(expected.churn())).isTrue();
            assertThat(bridge.reactivation().isEqual(expected.reactivation())).isTrue();
            assertThat(bridge.accounts()).isEqualTo(expected.accounts());
        }
    }

    @Property(tries = 500)
    void aConvertedLevelIsTheSumOfRoundedLevelsOnEveryDay(@ForAll Random random) {
        List<RevenueMovement> movements = book(random);
        LocalDate on = START.plusDays(random.nextInt(DAYS));
        RevenueLedger ledger = CurrencyConversion.of(movements, CurrencyUnit.USD, CurrencyConversionProperties::rate)
                .atRatesOf(on, 1, RoundingMode.HALF_UP);
        for (String account : List.of("A", "B", "C")) {
            for (int day = 0; day <= DAYS; day++) {
                BigDecimal expected = BigDecimal.ZERO;
                for (CurrencyUnit currency : CURRENCIES) {
                    BigDecimal balance = balance(account, currency, day);
                    expected = expected.add(
                            balance.multiply(rateInto(currency, on)).setScale(1, RoundingMode.HALF_UP));
                }
                assertThat(ledger.balance(account, START.plusDays(day)).getAmount())
                        .isEqualByComparingTo(expected);
            }
        }
    }

    @Property(tries = 300)
    void theOrderOfTheRowsChangesNothing(@ForAll Random random) {
        List<RevenueMovement> movements = book(random);
        List<RevenueMovement> shuffled = new ArrayList<>(movements);
        Collections.shuffle(shuffled, random);
        ReportingPeriod window = ReportingPeriod.of(START.plusDays(5), START.plusDays(25));
        CurrencyConversion expected =
                CurrencyConversion.of(movements, CurrencyUnit.USD, CurrencyConversionProperties::rate);
        CurrencyConversion actual =
                CurrencyConversion.of(shuffled, CurrencyUnit.USD, CurrencyConversionProperties::rate);
        assertThat(actual.bridge(window, RatePolicy.MOVEMENT_DATE))
                .isEqualTo(expected.bridge(window, RatePolicy.MOVEMENT_DATE));
        assertThat(actual.atRatesOf(START, 3, RoundingMode.HALF_EVEN).movements())
                .isEqualTo(expected.atRatesOf(START, 3, RoundingMode.HALF_EVEN).movements());
    }

    /** Movements of three accounts that each pay in up to three currencies, of a type that fits the whole account. */
    private List<RevenueMovement> book(Random random) {
        balances.clear();
        List<RevenueMovement> movements = new ArrayList<>();
        for (String account : List.of("A", "B", "C")) {
            Map<CurrencyUnit, Long> now = new HashMap<>();
            boolean had = false;
            for (int day = 0; day < DAYS; day++) {
                boolean paid = !now.isEmpty();
                List<RevenueMovement> ofDay = new ArrayList<>();
                for (CurrencyUnit currency : CURRENCIES) {
                    if (random.nextInt(8) == 0) {
                        long before = now.getOrDefault(currency, 0L);
                        long after = random.nextInt(3) == 0 ? 0 : random.nextInt(2000);
                        if (after != before) {
                            now.merge(currency, after - before, Long::sum);
                            now.values().removeIf(balance -> balance == 0);
                            Type type =
                                    MultiCurrencyBook.typeOf(paid, !now.isEmpty(), Long.signum(after - before), had);
                            // of several rows on a day only the sign matters
                            if (type.sign() != Long.signum(after - before)) {
                                type = after > before ? Type.NEW : Type.CHURN;
                            }
                            ofDay.add(RevenueMovement.of(
                                    account,
                                    START.plusDays(day),
                                    type,
                                    BigMoney.of(currency, BigDecimal.valueOf(Math.abs(after - before), 2))));
                        }
                    }
                    balances.computeIfAbsent(account + currency, k -> new BigDecimal[DAYS + 1])[day + 1] =
                            BigDecimal.valueOf(now.getOrDefault(currency, 0L), 2);
                }
                movements.addAll(ofDay);
                had |= !now.isEmpty();
            }
        }
        return movements;
    }

    private BigDecimal balance(String account, CurrencyUnit currency, int day) {
        BigDecimal balance = balances.get(account + currency)[day];
        return balance == null ? BigDecimal.ZERO : balance;
    }

    private BigDecimal worth(String account, LocalDate on) {
        BigDecimal worth = BigDecimal.ZERO;
        int day = (int) (on.toEpochDay() - START.toEpochDay());
        for (CurrencyUnit currency : CURRENCIES) {
            worth = worth.add(balance(account, currency, Math.min(day, DAYS)).multiply(rateInto(currency, on)));
        }
        return worth;
    }

    private static BigDecimal rateInto(CurrencyUnit currency, LocalDate on) {
        return currency.equals(CurrencyUnit.USD)
                ? BigDecimal.ONE
                : rate(currency, on).orElseThrow();
    }

    /** Rates that go up and down with the day of the year. */
    private static Optional<BigDecimal> rate(CurrencyUnit from, LocalDate on) {
        long wave = on.getDayOfYear() * 37L % 100;
        return Optional.of(
                from.equals(CurrencyUnit.EUR)
                        ? BigDecimal.valueOf(10_000 + wave * 13, 4)
                        : BigDecimal.valueOf(60 + wave, 4));
    }
}
