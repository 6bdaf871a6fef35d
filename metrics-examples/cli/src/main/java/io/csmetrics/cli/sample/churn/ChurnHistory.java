package io.csmetrics.cli.sample.churn;

import io.csmetrics.record.Account;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * An account, and its hidden health on every day on which it was a customer and observed.
 *
 * @param account the account with the properties that do not change
 * @param startsOn its first day as a customer
 * @param from its first day that is observed, not before {@code startsOn}
 * @param levels its health by day, from {@code from} on, at least one; the last is of the day before it left, or of the last day that is
 *     observed
 * @param left whether it left on the day after the last level
 * @param amount what it pays in a year
 */
record ChurnHistory(
        Account account, LocalDate startsOn, LocalDate from, List<Integer> levels, boolean left, BigDecimal amount) {
    ChurnHistory {
        levels = List.copyOf(levels);
        if (levels.isEmpty() || from.isBefore(startsOn)) {
            throw new IllegalArgumentException("history of account \"" + account.id() + "\" from " + from + " with "
                    + levels.size() + " levels must have at least one and not begin before " + startsOn
                    + "; give the levels of the days on which it was a customer");
        }
    }

    String id() {
        return account.id();
    }

    /** The first day without service. */
    Optional<LocalDate> churnedOn() {
        return left ? Optional.of(endsOn()) : Optional.empty();
    }

    /** The first day without service or without observation. */
    private LocalDate endsOn() {
        return from.plusDays(levels.size());
    }

    /** Whether it is a customer on a day, as far as it is observed. */
    boolean isCustomer(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(endsOn());
    }

    /** Its health on a day on which it is a customer. */
    int level(LocalDate day) {
        return levels.get((int) ChronoUnit.DAYS.between(from, day));
    }

    /**
     * The first of the days before leaving on which its health was below the average without a break: the earliest on which anybody could
     * have seen it coming. It is the day of leaving itself if it left in good health.
     *
     * @return the day; empty if it did not leave, or if its health was never up to the average while it was observed
     */
    Optional<LocalDate> declineBeganOn() {
        if (!left) {
            return Optional.empty();
        }
        for (int day = levels.size() - 1; day >= 0; day--) {
            if (levels.get(day) >= HealthWalk.AVERAGE) {
                return Optional.of(from.plusDays(day + 1L));
            }
        }
        return Optional.empty();
    }
}
