package io.csmetrics.revenue;

import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.Rows;
import java.util.List;
import org.joda.money.CurrencyUnit;

/**
 * Movements of one currency, without optional parts, that go into a ledger without an object for each: the columns of a large file. Every one
 * of them keeps the rules of {@link RevenueMovement}. It is implemented by the readers of this library. These are movements as they were
 * given, on their way into a ledger; {@link MovementColumns} are the netted ones of a ledger that was built.
 */
public interface BulkMovements {
    /**
     * Returns the currency.
     *
     * @return the currency of all amounts
     */
    CurrencyUnit currency();

    /**
     * Returns the accounts.
     *
     * @return the ids, each once, in the order of their first movement
     */
    List<String> accountIds();

    /**
     * Adds all movements to a ledger, and declares their currency and the most decimals that an amount of them needs.
     *
     * @param ledger the builder, still without movements
     * @throws IllegalArgumentException if it has movements
     */
    void addTo(RevenueLedger.Builder ledger);

    /**
     * Returns the same movements as records.
     *
     * @return a new list, with the places from which they came
     */
    Rows<RevenueMovement> rows();
}
