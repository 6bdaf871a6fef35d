package io.csmetrics.scorecard;

import io.csmetrics.data.CustomerData;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Contract;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.joda.money.BigMoney;

/**
 * A contract that ends soon and is not renewed yet.
 *
 * @param contractId the contract
 * @param accountId its account
 * @param endsOn the first day after its term
 * @param annualValue its value a year
 */
public record ContractDue(String contractId, String accountId, LocalDate endsOn, BigMoney annualValue) {

    /**
     * Returns the contracts that end in the days after a period. Defined as the contracts with
     * {@code period end <= endsOn < period end + days} that no other contract renews; a contract counts from the day on which it was
     * signed, or where that is not known, started, if that day was known.
     *
     * @param data the data
     * @param period the period
     * @param asOf the instant at and after which nothing was known
     * @param days how many days, such as 90
     * @return the contracts by the end of their term, then by id
     */
    public static List<ContractDue> after(CustomerData data, ReportingPeriod period, Instant asOf, int days) {
        LocalDate unknown = Reading.of(period, asOf).firstUnknownDate(data.zone());
        LocalDate from = period.endExclusive();
        List<Contract> known = data.contracts().stream()
                .filter(contract -> contract.signedOrStart().isBefore(unknown))
                .toList();
        Set<String> renewed = known.stream()
                .flatMap(contract -> contract.renewsContractId().stream())
                .collect(Collectors.toSet());
        Predicate<Contract> isDue = contract -> !contract.endsOn().isBefore(from)
                && contract.endsOn().isBefore(from.plusDays(days))
                && !renewed.contains(contract.id());
        return known.stream()
                .filter(isDue)
                .map(contract ->
                        new ContractDue(contract.id(), contract.accountId(), contract.endsOn(), contract.annualValue()))
                .sorted(Comparator.comparing(ContractDue::endsOn).thenComparing(ContractDue::contractId))
                .toList();
    }
}
