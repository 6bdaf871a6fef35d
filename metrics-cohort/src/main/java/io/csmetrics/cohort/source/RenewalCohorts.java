package io.csmetrics.cohort.source;

import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.CohortSplit;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.Rejection;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tally;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Segment;
import io.csmetrics.record.Account;
import io.csmetrics.record.Contract;
import io.csmetrics.select.Unit;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cohorts of accounts by the renewals of their contracts. Index 0 is the first contract, index {@code k} the opportunity to renew at the
 * end of the {@code k}-th; so monthly and yearly contracts stand side by side.
 *
 * <p>An opportunity counts from its due date on, with its days of grace: a renewal that was signed early waits for it, else the
 * renewed would be known before the lost. Who was lost would have come to further opportunities after terms like its last one: from
 * then on it counts as lost there, too. A renewal is a contract that names the one it renews; of several the earliest.
 */
public final class RenewalCohorts {
    private final CustomerData data;
    private final RetentionDefinition definition;
    private final int graceDays;

    private RenewalCohorts(CustomerData data, RetentionDefinition definition, int graceDays) {
        this.data = data;
        this.definition = definition;
        this.graceDays = graceDays;
    }

    /**
     * Prepares the cohorts of the contracts of data.
     *
     * @param data the data
     * @param definition what is counted, by {@link PeriodIndex.Renewal}
     * @param graceDays how many days after the end of a contract a renewal may be signed, 0 or more
     * @return the cohorts
     * @throws IllegalArgumentException if the definition asks for what contracts do not tell
     */
    public static RenewalCohorts of(CustomerData data, RetentionDefinition definition, int graceDays) {
        require(graceDays >= 0, "grace in days", graceDays, "0 or more");
        require(definition.index() instanceof PeriodIndex.Renewal, "index", definition.index(), "renewal");
        require(
                definition.unit().equals(Unit.ACCOUNT),
                "unit",
                definition.unit().name(),
                "account");
        require(definition.entry() == EntryRule.FIRST, "entry", definition.entry(), "first");
        require(definition.criterion() instanceof Criterion.On, "criterion", definition.criterion(), "on");
        require(definition.measure().countsUnits(), "measure", definition.measure(), "one of units");
        CohortSplit split = definition.split();
        require(
                split == null
                        || (split instanceof CohortSplit.Attribute attribute
                                && attribute.known() == CohortSplit.Known.AS_OF_NOW),
                "split",
                String.valueOf(split),
                "a property of accounts as of now, which has no history");
        return new RenewalCohorts(data, definition, graceDays);
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + value + " of cohorts of contracts must be " + rule);
        }
    }

    /**
     * Counts all accounts.
     *
     * @return the facts
     */
    public CohortFacts facts() {
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        Map<String, List<Contract>> first = new HashMap<>();
        Map<String, Contract> renewalOf = new HashMap<>();
        List<Contract> known = data.contracts().stream()
                .filter(contract -> !contract.signedOrStart().isAfter(definition.asOf()))
                .sorted(Comparator.comparing(Contract::startsOn).thenComparing(Contract::id))
                .toList();
        facts.reject(Rejection.AFTER_AS_OF, data.contracts().size() - known.size());
        for (Contract contract : known) {
            contract.renewsContractId()
                    .ifPresentOrElse(
                            renewed -> renewalOf.putIfAbsent(renewed, contract),
                            () -> first.computeIfAbsent(contract.accountId(), account -> new ArrayList<>())
                                    .add(contract));
        }
        for (Account account : data.accounts()) {
            List<Contract> roots = first.getOrDefault(account.id(), List.of());
            if (!roots.isEmpty()) {
                facts.reject(Rejection.UNLINKED_CONTRACT, roots.size() - 1L);
                count(account, roots.get(0), renewalOf, facts);
            }
        }
        return facts.build();
    }

    private void count(Account account, Contract root, Map<String, Contract> renewalOf, CohortFacts.Builder facts) {
        Contract contract = root;
        int made = 0;
        LocalDate due = contract.endsOn();
        int begun = 1;
        int ended = 1;
        while (true) {
            begun += due.isAfter(definition.asOf()) ? 0 : 1;
            ended += due.plusDays(graceDays).isAfter(definition.asOf()) ? 0 : 1;
            if (due.isAfter(definition.asOf())) {
                break;
            }
            @Nullable Contract next = renewalOf.get(contract.id());
            boolean inTime = next != null && !next.signedOrStart().isAfter(due.plusDays(graceDays));
            if (next != null && inTime && made == begun - 2) {
                made++;
                contract = next;
                due = next.endsOn();
            } else {
                due = afterAnotherTerm(contract, due);
            }
        }
        CohortKey cohort = new CohortKey(
                definition.granularity().periodContaining(root.startsOn()).start(), group(account));
        facts.unit(facts.row(cohort), begun, ended);
        facts.add(Tally.RETAINED, 0, made + 1, 1);
        facts.add(Tally.NEVER_LAPSED, 0, made + 1, 1);
    }

    /** When the next opportunity would have come: after a term of as many whole months as the last one, or else days. */
    private static LocalDate afterAnotherTerm(Contract last, LocalDate due) {
        long months = ChronoUnit.MONTHS.between(last.startsOn(), last.endsOn());
        return months > 0 && last.startsOn().plusMonths(months).equals(last.endsOn())
                ? due.plusMonths(months)
                : due.plusDays(ChronoUnit.DAYS.between(last.startsOn(), last.endsOn()));
    }

    private @Nullable String group(Account account) {
        return definition.split() instanceof CohortSplit.Attribute attribute
                ? account.property(attribute.name()).orElse(Segment.NONE)
                : null;
    }

    /**
     * Returns the table of all accounts.
     *
     * @return the table
     */
    public Triangle triangle() {
        return Triangle.of(facts(), definition);
    }
}
