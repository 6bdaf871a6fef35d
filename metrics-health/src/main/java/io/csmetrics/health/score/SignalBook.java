package io.csmetrics.health.score;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.MissingPolicy;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.SignalSource;
import io.csmetrics.health.model.SignalValue;
import io.csmetrics.record.Account;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All observations of signals, of which every instant is asked what was known then. An observation after that instant is not looked at,
 * unless there is no other: then the signal is invalid, because its clock must be wrong. Immutable; the order of observations does not matter.
 */
public final class SignalBook {
    private final SortedMap<String, Map<String, List<SignalObservation>>> byAccount;

    private SignalBook(SortedMap<String, Map<String, List<SignalObservation>>> byAccount) {
        this.byAccount = byAccount;
    }

    /**
     * Gathers observations.
     *
     * @param observations the observations; one that is there twice counts once
     * @return the book
     * @throws io.csmetrics.record.InvalidDataException with every instant at which a signal of an account has two different values
     */
    public static SignalBook of(Collection<SignalObservation> observations) {
        SortedMap<String, Map<String, List<SignalObservation>>> byAccount = new TreeMap<>();
        for (SignalObservation each : observations) {
            byAccount
                    .computeIfAbsent(each.accountId(), account -> new HashMap<>())
                    .computeIfAbsent(each.signal(), signal -> new ArrayList<>())
                    .add(each);
        }
        Findings findings = new Findings();
        byAccount.values().forEach(signals -> signals.replaceAll((signal, history) -> inOrder(history, findings)));
        findings.throwIfErrors();
        return new SignalBook(byAccount);
    }

    /** Of equal values at one instant, such as 3 and 3.0, the one whose text comes first stays. */
    private static List<SignalObservation> inOrder(List<SignalObservation> history, Findings findings) {
        List<SignalObservation> ordered = history.stream()
                .sorted(Comparator.comparing(SignalObservation::observedAt)
                        .thenComparing(each -> each.value().text()))
                .distinct()
                .toList();
        for (int i = 1; i < ordered.size(); i++) {
            SignalObservation before = ordered.get(i - 1);
            SignalObservation here = ordered.get(i);
            if (here.observedAt().equals(before.observedAt())) {
                findings.add(Finding.error(
                        "signals",
                        0,
                        "value",
                        here.value(),
                        "signal \"" + here.signal() + "\" of account \"" + here.accountId() + "\" at "
                                + here.observedAt() + " must have one value, it has also " + before.value(),
                        "keep the right one"));
            }
        }
        return ordered;
    }

    /**
     * Returns the accounts of which something was observed.
     *
     * @return the ids in the order of their text
     */
    public SortedSet<String> accountIds() {
        return new TreeSet<>(byAccount.keySet());
    }

    /**
     * Returns every observation.
     *
     * @return the observations by account, signal and instant
     */
    public List<SignalObservation> observations() {
        return byAccount.values().stream()
                .flatMap(signals -> new TreeMap<>(signals).values().stream().flatMap(List::stream))
                .toList();
    }

    /**
     * Returns the book with more observations.
     *
     * @param more the observations
     * @return the larger book
     * @throws io.csmetrics.record.InvalidDataException with every instant at which a signal of an account has two different values
     */
    public SignalBook with(Collection<SignalObservation> more) {
        List<SignalObservation> all = new ArrayList<>(observations());
        all.addAll(more);
        return of(all);
    }

    /**
     * Returns what was known of the signals of a model at an instant. A signal that is a property of the account is read from it, unless it was
     * observed.
     *
     * @param model the model
     * @param accounts the accounts; their segments are used for medians
     * @param asOf the instant
     * @return the columns, in the order of the accounts
     */
    public SignalColumns columns(HealthModel model, List<Account> accounts, Instant asOf) {
        Map<String, SignalColumns.Picker> pickers = new HashMap<>();
        for (HealthSignal signal : model.signals()) {
            SignalColumns.Picker picker = new SignalColumns.Picker(accounts.size(), asOf);
            for (int row = 0; row < accounts.size(); row++) {
                int at = row;
                List<SignalObservation> history =
                        byAccount.getOrDefault(accounts.get(row).id(), Map.of()).getOrDefault(signal.id(), List.of());
                pick(signal, history, asOf, row, picker);
                if (history.isEmpty() && signal.source() instanceof SignalSource.Attribute from) {
                    accounts.get(row)
                            .property(from.attribute())
                            .ifPresent(text -> picker.set(at, SignalValue.parse(text), asOf));
                }
            }
            pickers.put(signal.id(), picker);
        }
        @Nullable String[] segments = new String[accounts.size()];
        for (int row = 0; row < segments.length; row++) {
            segments[row] = accounts.get(row).segment().orElse(null);
        }
        return SignalColumns.picked(accounts.stream().map(Account::id).toList(), pickers, segments);
    }

    private static void pick(
            HealthSignal signal, List<SignalObservation> history, Instant asOf, int row, SignalColumns.Picker picker) {
        if (history.isEmpty()) {
            return;
        }
        int newest = history.size() - 1;
        while (newest > 0 && history.get(newest).observedAt().isAfter(asOf)) {
            newest--;
        }
        SignalObservation seen = history.get(newest);
        if (!seen.applies()) {
            // what is known only later tells nothing, not even that the signal makes no sense
            if (!seen.observedAt().isAfter(asOf)) {
                picker.leaveOut(row);
            }
            return;
        }
        if (!seen.value().isPresent() && signal.missing() instanceof MissingPolicy.Last) {
            newest = lastWithValue(signal, history, newest, asOf).orElse(newest);
            seen = history.get(newest);
        }
        SignalValue value = signal.normaliser() instanceof Normaliser.Baseline baseline
                ? ratio(baseline, history, newest)
                : seen.value();
        picker.set(row, value, seen.observedAt());
    }

    private static Optional<Integer> lastWithValue(
            HealthSignal signal, List<SignalObservation> history, int newest, Instant asOf) {
        for (int i = newest - 1; i >= 0; i--) {
            SignalObservation each = history.get(i);
            double age = CompiledSignal.ageInDays(
                    asOf.toEpochMilli(), each.observedAt().toEpochMilli());
            if (age > signal.maxAgeDays().orElse(Double.POSITIVE_INFINITY)) {
                return Optional.empty();
            }
            if (each.applies() && each.value().isPresent()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static SignalValue ratio(Normaliser.Baseline baseline, List<SignalObservation> history, int newest) {
        SignalValue value = history.get(newest).value();
        if (!value.isNumber()) {
            return value;
        }
        double sum = 0;
        int count = 0;
        for (int i = newest - 1; i >= 0 && count < baseline.periods(); i--) {
            SignalValue past = history.get(i).value();
            if (past.isNumber()) {
                sum += past.number();
                count++;
            }
        }
        return count < baseline.minPeriods() || sum == 0
                ? SignalValue.none()
                : SignalValue.of(value.number() * count / sum);
    }
}
