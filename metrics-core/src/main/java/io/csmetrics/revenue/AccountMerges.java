package io.csmetrics.revenue;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.Rows;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Accounts that became one. From the day of the merge the whole history of the one account is read as that of the other: their levels
 * are added, and the types follow from the sum. So nothing is transferred, nothing looks like a churn or new revenue, and the total is
 * the same on every day; who looks back before the merge, with an earlier {@code asOf}, still sees two accounts.
 */
public final class AccountMerges {
    private static final String SOURCE = "merges";

    private final Map<String, Merge> byFrom;

    /**
     * One account that became part of another.
     *
     * @param from the account that is no more
     * @param into the account that goes on; another one
     * @param on the first day on which they are one
     */
    public record Merge(String from, String into, LocalDate on) {
        /** Checks that every part is there. */
        public Merge {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(into, "into");
            Objects.requireNonNull(on, "on");
        }
    }

    private AccountMerges(Map<String, Merge> byFrom) {
        this.byFrom = Map.copyOf(byFrom);
    }

    /**
     * Returns merges in any order. An account that others merged into may merge into a third.
     *
     * @param merges the merges; {@link Rows} keep the places from which they came
     * @return the merges
     * @throws InvalidDataException with every merge of a blank account, of an account that merges a second time, and every merge
     *     that leads back to its account
     */
    public static AccountMerges of(Collection<Merge> merges) {
        Rows<Merge> rows = Rows.of(SOURCE, merges);
        Findings findings = new Findings();
        Map<String, Merge> byFrom = new HashMap<>();
        Map<String, Long> lines = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Merge merge = rows.get(i);
            long line = rows.line(i);
            if (merge.from().isBlank() || merge.into().isBlank()) {
                findings.add(Finding.error(
                        rows.source(),
                        line,
                        merge.from().isBlank() ? "from" : "into",
                        "",
                        "must not be blank",
                        "name the account"));
                continue;
            }
            Merge known = byFrom.putIfAbsent(merge.from(), merge);
            if (known == null) {
                lines.put(merge.from(), line);
            } else if (!known.equals(merge)) {
                findings.add(Finding.error(
                        rows.source(),
                        line,
                        "from",
                        merge.from(),
                        "must merge once, but merges into \"" + known.into() + "\" at " + rows.source() + ":"
                                + lines.get(merge.from()),
                        "remove one of them"));
            }
        }
        for (Merge merge : byFrom.values()) {
            if (leadsBack(merge, byFrom)) {
                findings.add(Finding.error(
                        rows.source(),
                        Objects.requireNonNull(lines.get(merge.from())),
                        "into",
                        merge.into(),
                        "must not lead back to \"" + merge.from() + "\"",
                        "remove one of the merges"));
            }
        }
        findings.throwIfErrors();
        return new AccountMerges(byFrom);
    }

    private static boolean leadsBack(Merge merge, Map<String, Merge> byFrom) {
        Set<String> passed = new HashSet<>();
        Merge next = merge;
        while (next != null && passed.add(next.from())) {
            if (next.into().equals(merge.from())) {
                return true;
            }
            next = byFrom.get(next.into());
        }
        return false;
    }

    /**
     * Returns what an account is called on a day.
     *
     * @param accountId the account
     * @param asOf the day; merges of that day count
     * @return the account that it had become part of, itself if none
     */
    public String accountOn(String accountId, LocalDate asOf) {
        String account = accountId;
        Merge merge = byFrom.get(account);
        while (merge != null && !merge.on().isAfter(asOf)) {
            account = merge.into();
            merge = byFrom.get(account);
        }
        return account;
    }

    /**
     * Returns a ledger as it is read on a day, by {@link AccountRollUp}.
     *
     * @param ledger the ledger of the accounts as they were
     * @param asOf the day; merges of that day count
     * @return the ledger in which accounts that had merged by then are one, in all of their history
     */
    public RevenueLedger applied(RevenueLedger ledger, LocalDate asOf) {
        return AccountRollUp.of(ledger, account -> accountOn(account, asOf));
    }
}
