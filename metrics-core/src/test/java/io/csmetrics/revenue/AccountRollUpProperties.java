package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

class AccountRollUpProperties {
    private static final LocalDate DAY = LocalDate.of(2025, 1, 1);

    @Property(tries = 500)
    void aParentsBalanceIsThatOfItsChildrenOnEveryDay(@ForAll Random random) {
        List<RevenueMovement> movements = new ArrayList<>();
        for (String child : List.of("P1", "P2", "P3", "Q1", "R1", "R2")) {
            long balance = 0;
            boolean had = false;
            for (int day = random.nextInt(5); day < 30; day += 1 + random.nextInt(6)) {
                long after = random.nextInt(3) == 0 ? 0 : random.nextInt(100);
                if (after == balance) {
                    continue;
                }
                Type type = !had && random.nextInt(3) == 0 ? Type.OPENING : LedgerRules.typeOf(balance, after, had);
                movements.add(RevenueMovement.of(
                        child,
                        DAY.plusDays(day),
                        type,
                        BigMoney.of(CurrencyUnit.USD, BigDecimal.valueOf(Math.abs(after - balance)))));
                balance = after;
                had = true;
            }
        }
        RevenueLedger children = RevenueLedger.builder()
                .currency(CurrencyUnit.USD)
                .movements(movements)
                .build();
        RevenueLedger parents = AccountRollUp.of(children, id -> id.substring(0, 1));
        for (int day = 0; day < 32; day++) {
            LocalDate on = DAY.plusDays(day);
            for (String parent : parents.accountIds()) {
                BigMoney sum = children.accountIds().stream()
                        .filter(child -> child.startsWith(parent))
                        .map(child -> children.balance(child, on))
                        .reduce(BigMoney.zero(CurrencyUnit.USD, 0), BigMoney::plus);
                assertThat(parents.balance(parent, on)).isEqualTo(sum);
            }
        }
        assertThat(RevenueLedger.builder()
                        .currency(CurrencyUnit.USD)
                        .movements(parents.movements())
                        .build()
                        .movements())
                .isEqualTo(parents.movements());
    }
}
