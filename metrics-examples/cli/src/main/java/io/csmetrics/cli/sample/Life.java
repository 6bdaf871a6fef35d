package io.csmetrics.cli.sample;

import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.BigMoney;

/**
 * When an account was a customer, as its revenue tells; nothing of the time from {@code until} on is looked at. Gaps are passed over here,
 * but not by {@link #isCustomer}.
 *
 * @param accountId the account
 * @param movements its movements before {@code until}, in order, at least one
 * @param until the first day that is not observed
 */
record Life(String accountId, List<RevenueMovement> movements, LocalDate until) {
    /** An account that leaves earlier begins nothing that takes time, or what it began would look unfinished. */
    private static final int DAYS_TO_SETTLE = 150;

    LocalDate startsOn() {
        return movements.get(0).effectiveOn();
    }

    boolean left() {
        return last().type() == Type.CHURN;
    }

    /** The first day without revenue, or without observation. */
    LocalDate endsOn() {
        return left() ? last().effectiveOn() : until;
    }

    private RevenueMovement last() {
        return movements.get(movements.size() - 1);
    }

    Instant startsAt() {
        return startOf(startsOn());
    }

    Instant endsAt() {
        return startOf(endsOn());
    }

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    boolean settles() {
        return !left() || startsOn().plusDays(DAYS_TO_SETTLE).isBefore(endsOn());
    }

    boolean isCustomer(Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        boolean customer = false;
        for (RevenueMovement movement : movements) {
            if (!movement.effectiveOn().isAfter(day)) {
                customer = movement.type() != Type.CHURN;
            }
        }
        return customer && day.isBefore(until);
    }

    /** The monthly recurring revenue after the movements of a day. */
    BigMoney revenueOn(LocalDate day) {
        BigMoney revenue = BigMoney.zero(movements.get(0).amount().getCurrencyUnit());
        for (RevenueMovement movement : movements) {
            if (!movement.effectiveOn().isAfter(day)) {
                revenue = revenue.plus(movement.signedAmount());
            }
        }
        BigDecimal amount = revenue.getAmount().stripTrailingZeros();
        return revenue.withAmount(amount.scale() < 0 ? amount.setScale(0) : amount);
    }

    /** The calendar quarters, by their first days, of which it was a customer from the first day to the last. */
    List<LocalDate> wholeQuarters() {
        List<LocalDate> quarters = new ArrayList<>();
        LocalDate first = startsOn().with(IsoFields.DAY_OF_QUARTER, 1);
        for (LocalDate quarter = first.isBefore(startsOn()) ? next(first) : first;
                !next(quarter).isAfter(endsOn());
                quarter = next(quarter)) {
            quarters.add(quarter);
        }
        return quarters;
    }

    static LocalDate next(LocalDate quarter) {
        return quarter.plusMonths(3);
    }
}
