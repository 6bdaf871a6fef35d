package io.csmetrics.cli.sample;

import io.csmetrics.record.Cost;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.BigMoney;

/** The movements as they are, with why revenue moved, and what it cost to win the account. */
final class Revenue {
    private static final BigDecimal MONTHS = BigDecimal.valueOf(12);
    private static final List<Kind> EXPANSIONS = List.of(Kind.UPSELL, Kind.CROSS_SELL, Kind.SEATS, Kind.ADD_ON);
    private static final List<Kind> CONTRACTIONS = List.of(Kind.DOWNGRADE, Kind.SEATS);
    private static final List<String> REASONS =
            List.of("price", "missing-feature", "competitor", "business-closed", "involuntary");
    private static final double[] REASON_WEIGHTS = {Rates.EXIT_FOR_PRICE, 0.25, 0.20, 0.12, 0.08};

    private Revenue() {}

    static void add(Customer customer, SampleRecords to) {
        RandomStream random = customer.random("movements");
        for (RevenueMovement movement : customer.life().movements()) {
            RevenueMovement.Builder explained = RevenueMovement.builder(
                    customer.id(), movement.effectiveOn(), movement.type(), plain(movement.amount()));
            movement.product().ifPresent(explained::product);
            movement.kind().or(() -> kind(movement.type(), random)).ifPresent(explained::kind);
            movement.reason().or(() -> reason(movement.type(), random)).ifPresent(explained::reason);
            to.add(explained.build());
        }
        BigMoney cost = money(customer, Rates.ACQUISITION_COST.draw(random));
        to.add(Cost.builder(Cost.ACQUISITION, customer.life().startsOn(), cost)
                .accountId(customer.id())
                .build());
    }

    private static Optional<Kind> kind(Type type, RandomStream random) {
        return switch (type) {
            case EXPANSION -> Optional.of(EXPANSIONS.get(random.pick(0.45, 0.25, 0.2, 0.1)));
            case CONTRACTION -> Optional.of(CONTRACTIONS.get(random.pick(0.6, 0.4)));
            default -> Optional.empty();
        };
    }

    private static Optional<String> reason(Type type, RandomStream random) {
        return type == Type.CHURN ? Optional.of(REASONS.get(random.pick(REASON_WEIGHTS))) : Optional.empty();
    }

    static BigMoney money(Customer customer, int major) {
        return BigMoney.of(customer.life().movements().get(0).amount().getCurrencyUnit(), BigDecimal.valueOf(major));
    }

    static BigMoney yearly(BigMoney monthly) {
        return plain(monthly.multipliedBy(MONTHS));
    }

    /** What an account pays in a year, by its revenue after the movements of a day. */
    static BigMoney yearlyOn(Customer customer, LocalDate day) {
        return yearly(customer.life().revenueOn(day));
    }

    /** Zeros behind the point would only fill the files. */
    private static BigMoney plain(BigMoney amount) {
        BigDecimal plain = amount.getAmount().stripTrailingZeros();
        return BigMoney.of(amount.getCurrencyUnit(), plain.scale() < 0 ? plain.setScale(0) : plain);
    }
}
