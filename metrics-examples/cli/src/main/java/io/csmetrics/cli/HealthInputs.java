package io.csmetrics.cli;

import io.csmetrics.data.CustomerData;
import io.csmetrics.health.backtest.Outcome;
import io.csmetrics.health.io.OutcomeFile;
import io.csmetrics.health.io.SignalFile;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.health.score.SignalObservation;
import io.csmetrics.io.RecordFile;
import io.csmetrics.record.Account;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Rows;
import io.csmetrics.record.Suggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads accounts, signals and outcomes, and tells what is wrong with them and how they fit together. */
final class HealthInputs {
    private final ZoneId zone;
    private final Findings findings;
    private final SortedMap<String, Account> accounts = new TreeMap<>();
    private boolean listsAccounts;

    HealthInputs(ZoneId zone, Findings findings) {
        this.zone = zone;
        this.findings = findings;
    }

    /** Takes the accounts of data. */
    void addAccounts(List<Account> more, boolean areListed) {
        listsAccounts |= areListed;
        more.forEach(account -> accounts.put(account.id(), account));
    }

    /** Reads an accounts file, whose accounts stand in the place of those that were there. */
    void readAccounts(Path file) throws IOException {
        accounts.clear();
        CustomerData data = CustomerData.builder()
                .zone(zone)
                .accounts(RecordFile.ACCOUNTS.read(file, zone, findings))
                .buildLenient(findings);
        addAccounts(data.accounts(), true);
    }

    /** Reads signals. Where no file lists the accounts, those of the signals are accounts, too. */
    SignalBook readSignals(Path file, Collection<HealthModel> models) throws IOException {
        Rows<SignalObservation> rows =
                ofKnownAccounts(SignalFile.read(file, zone, findings), SignalObservation::accountId);
        noticeUnknown(rows, models);
        rows.forEach(each -> accounts.computeIfAbsent(each.accountId(), Account::of));
        return SignalBook.of(rows);
    }

    Rows<Outcome> readOutcomes(Path file) throws IOException {
        return ofKnownAccounts(OutcomeFile.read(file, findings), Outcome::accountId);
    }

    /** Returns all accounts by id. */
    List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    private <T> Rows<T> ofKnownAccounts(Rows<T> rows, Function<T, String> accountId) {
        return rows.where(i -> {
            String account = accountId.apply(rows.get(i));
            boolean known = !listsAccounts || accounts.containsKey(account);
            if (!known) {
                findings.add(Finding.error(
                        rows.source(),
                        rows.line(i),
                        "account_id",
                        account,
                        "must be one of the accounts",
                        "add the account or correct the id"));
            }
            return known;
        });
    }

    private void noticeUnknown(Rows<SignalObservation> rows, Collection<HealthModel> models) {
        Set<String> known = new TreeSet<>();
        models.forEach(model -> model.signals().stream().map(HealthSignal::id).forEach(known::add));
        Set<String> told = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            String signal = rows.get(i).signal();
            if (!known.contains(signal) && told.add(signal)) {
                Optional<String> near = Suggestion.nearest(signal, known);
                findings.add(Finding.notice(
                        rows.source(),
                        rows.line(i),
                        "signal",
                        signal,
                        "is a signal of no model and is not looked at",
                        near.map(name -> "did you mean " + name).orElse("")));
            }
        }
    }
}
