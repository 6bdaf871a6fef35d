package io.csmetrics.revenue;

import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.Rows;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** Short words for the movements of examples. */
final class Movements {
    private Movements() {}

    static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    static BigMoney usd(String amount) {
        return BigMoney.parse("USD " + amount);
    }

    /** A movement in USD. */
    static RevenueMovement move(String accountId, String on, Type type, String amount) {
        return builder(accountId, on, type, amount).build();
    }

    /** A movement in USD to which more can be said. */
    static RevenueMovement.Builder builder(String accountId, String on, Type type, String amount) {
        return RevenueMovement.builder(accountId, day(on), type, usd(amount));
    }

    static RevenueMovement in(CurrencyUnit currency, RevenueMovement movement) {
        return RevenueMovement.of(
                movement.accountId(),
                movement.effectiveOn(),
                movement.type(),
                BigMoney.of(currency, movement.amount().getAmount()));
    }

    static RevenueLedger ledger(RevenueMovement... movements) {
        return RevenueLedger.of(List.of(movements));
    }

    /** Rows of a file whose header is line 1. */
    static Rows<RevenueMovement> file(RevenueMovement... movements) {
        return Rows.of(
                "movements.csv",
                Arrays.asList(movements),
                LongStream.rangeClosed(2, movements.length + 1L).toArray());
    }

    static RevenueLedger lenient(Findings findings, RevenueMovement... movements) {
        return RevenueLedger.builder().movements(file(movements)).buildLenient(findings);
    }

    /** A bridge in USD without exchange differences. */
    static RevenueBridge bridge(
            String opening,
            String won,
            String reactivation,
            String expansion,
            String contraction,
            String churn,
            RevenueBridge.Counts counts) {
        return new RevenueBridge(
                usd(opening),
                usd(won),
                usd(reactivation),
                usd(expansion),
                usd(contraction),
                usd(churn),
                usd("0"),
                counts);
    }
}
