package io.csmetrics.revenue;

import java.math.BigDecimal;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** What a {@code long} of a ledger counts. Facts hold this and not the ledger, which they would keep in memory. */
record MoneyUnit(CurrencyUnit currency, int scale) {
    BigMoney money(long unscaled) {
        return BigMoney.of(currency, BigDecimal.valueOf(unscaled, scale));
    }
}
