package io.csmetrics.select;

import java.io.Serializable;

/**
 * What is followed from one occurrence to the next: an account, a user, or whatever carries the same id, such as a referral.
 *
 * @param name {@code account}, {@code user}, or what the id stands for: {@code ticket}, {@code response}, {@code contract}, or the
 *     name of an event's attribute
 */
public record Unit(String name) implements Serializable {
    /** An account. */
    public static final Unit ACCOUNT = new Unit("account");

    /** A user of an account; the same id under two accounts is two users. */
    public static final Unit USER = new Unit("user");

    /** Checks the name. */
    public Unit {
        if (name.isBlank()) {
            throw new IllegalArgumentException("unit must be account, user or the name of an id, not blank");
        }
    }

    /**
     * Returns what carries one id. It belongs to the account of the occurrence that it begins with.
     *
     * @param id the name of the id, such as {@code referral}
     * @return the unit
     */
    public static Unit matching(String id) {
        return new Unit(id);
    }

    /**
     * Tells whether occurrences are matched by an id.
     *
     * @return whether the unit is neither account nor user
     */
    public boolean isMatched() {
        return !equals(ACCOUNT) && !equals(USER);
    }

    @Override
    public String toString() {
        return name;
    }
}
