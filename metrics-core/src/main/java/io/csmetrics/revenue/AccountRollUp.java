package io.csmetrics.revenue;

import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.joda.money.BigMoney;

/**
 * Accounts seen as one, such as the subsidiaries of a parent: their levels are added, and the types follow from the sum. A child
 * that leaves while another stays is a contraction of the parent, and what one child loses on the day on which another gains it is
 * nothing.
 */
public final class AccountRollUp {
    private static final Comparator<RevenueMovement> LARGEST_FIRST = Comparator.comparing(
                    RevenueMovement::amount, Comparator.reverseOrder())
            .thenComparing(movement -> movement.reason().orElse(""))
            .thenComparing(movement -> movement.product().orElse(""));

    private AccountRollUp() {}

    /**
     * Returns a ledger of parents. Balances, and so the bridge's opening and closing, are those of the children together, on every
     * day. Opening balances of the parent's first day are added; one that is imported later is an expansion, because the parent has a
     * history. What {@link RevenueLedger#bridgingGapsShorterThan} and {@link RevenueLedger#returningAsNewAfter} are to do is done
     * after this.
     *
     * @param ledger the ledger of the children
     * @param parentOf gives the parent's id of an account, its own id if it has none; never blank
     * @return the ledger of the parents of all accounts
     */
    public static RevenueLedger of(RevenueLedger ledger, UnaryOperator<String> parentOf) {
        Map<String, String> parents = new HashMap<>();
        for (String account : ledger.accountIds()) {
            parents.put(account, Objects.requireNonNull(parentOf.apply(account), "parent"));
        }
        Map<String, List<RevenueMovement>> openings = new HashMap<>();
        List<RevenueMovement> movements = new ArrayList<>(ledger.size());
        Map<String, LocalDate> firstDays = new HashMap<>();
        for (RevenueMovement movement : ledger.movements()) {
            firstDays.merge(parent(parents, movement), movement.effectiveOn(), (a, b) -> a.isBefore(b) ? a : b);
        }
        for (RevenueMovement movement : ledger.movements()) {
            String parent = parent(parents, movement);
            RevenueMovement moved = rekeyed(movement, parent);
            if (movement.type() == Type.OPENING && movement.effectiveOn().equals(firstDays.get(parent))) {
                openings.computeIfAbsent(parent, id -> new ArrayList<>()).add(moved);
            } else {
                movements.add(moved);
            }
        }
        openings.values().forEach(imported -> movements.add(together(imported)));
        // only types can contradict here, because every child's balance is right, and they are to follow from the sum
        RevenueLedger rolledUp = RevenueLedger.builder()
                .currency(ledger.currency())
                .scale(ledger.scale())
                .movements(movements)
                .buildLenient(new Findings());
        return rolledUp.withAccounts(
                parents.values().stream().distinct().sorted().toList());
    }

    private static String parent(Map<String, String> parents, RevenueMovement movement) {
        return Objects.requireNonNull(parents.get(movement.accountId()));
    }

    private static RevenueMovement rekeyed(RevenueMovement movement, String parent) {
        return new RevenueMovement(
                parent,
                movement.effectiveOn(),
                movement.type(),
                movement.amount(),
                movement.id(),
                movement.kind(),
                movement.reason(),
                movement.product());
    }

    /** One opening balance; the largest part tells the product, of equal ones the first as text. */
    private static RevenueMovement together(List<RevenueMovement> imported) {
        RevenueMovement leading = Collections.min(imported, LARGEST_FIRST);
        BigMoney sum = imported.stream()
                .map(RevenueMovement::amount)
                .reduce(BigMoney::plus)
                .orElseThrow();
        return new RevenueMovement(
                leading.accountId(),
                leading.effectiveOn(),
                Type.OPENING,
                sum,
                leading.id(),
                leading.kind(),
                leading.reason(),
                leading.product());
    }
}
