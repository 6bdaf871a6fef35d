package io.csmetrics.catalog;

import io.csmetrics.data.RandomBooks.Portfolio;
import io.csmetrics.record.Event;
import io.csmetrics.record.RevenueMovement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The families that follow units, once more and slowly: lists of records, read as the text says. */
record ActivityOracle(Portfolio book, Instant start, Instant end, Instant asOf) {

    /** Who an event is about. */
    enum Party {
        ACCOUNT,
        USER,
        REFERRAL
    }

    /** What came of units: as the facts of the family count it. */
    record Counted(long mature, long converted, long censored, long censoredConverted, long excluded) {}

    /** How long units took. */
    record Taken(List<Long> finished, List<Long> open) {}

    private Optional<String> unit(Event event, Party party) {
        return switch (party) {
            case ACCOUNT -> Optional.of(event.accountId());
            case USER -> event.userId().map(user -> event.accountId() + "/" + user);
            case REFERRAL -> Optional.ofNullable(event.attributes().get("referral"));
        };
    }

    /** In order of time, ties by id, then the text of the event. */
    private List<Event> known(Set<String> types) {
        return book.activity().events().stream()
                .filter(event -> types.contains(event.type()) && event.at().isBefore(asOf))
                .sorted(Comparator.comparing(Event::at)
                        .thenComparing(event -> event.id().orElse(""))
                        .thenComparing(Event::toString))
                .toList();
    }

    private boolean inPeriod(Event event) {
        return !event.at().isBefore(start) && event.at().isBefore(end);
    }

    private Map<String, List<Event>> byUnit(List<Event> events, Party party) {
        Map<String, List<Event>> byUnit = new LinkedHashMap<>();
        events.forEach(event -> unit(event, party)
                .ifPresent(
                        of -> byUnit.computeIfAbsent(of, u -> new ArrayList<>()).add(event)));
        return byUnit;
    }

    Counted conversion(
            Party party, Set<String> entry, String rule, Set<String> target, int least, Duration from, Duration to) {
        List<Event> entries = known(entry);
        Map<String, List<Event>> targets = byUnit(known(target), party);
        List<Event> entrants = new ArrayList<>();
        byUnit(entries, party).forEach((of, own) -> {
            List<Event> inside = own.stream().filter(this::inPeriod).toList();
            switch (rule) {
                case "FIRST_EVER" -> entrants.addAll(inPeriod(own.get(0)) ? List.of(own.get(0)) : List.of());
                case "FIRST_IN_PERIOD" -> entrants.addAll(inside.subList(0, Math.min(1, inside.size())));
                default ->
                    entrants.addAll(
                            party == Party.REFERRAL
                                    ? (inPeriod(own.get(0)) ? List.of(own.get(0)) : List.of())
                                    : inside);
            }
        });
        long mature = 0;
        long converted = 0;
        long censored = 0;
        long early = 0;
        for (Event entrant : entrants) {
            String of = unit(entrant, party).orElseThrow();
            Instant opens = entrant.at().plus(from);
            Instant closes = entrant.at().plus(to);
            List<Event> hits = new ArrayList<>(targets.getOrDefault(of, List.of()).stream()
                    .filter(hit -> !hit.at().isBefore(opens) && hit.at().isBefore(closes))
                    .toList());
            // it may stand there twice with equal content; one of them is the entry itself
            hits.remove(entrant);
            boolean hit = hits.size() >= least;
            if (closes.isAfter(asOf)) {
                censored++;
                early += hit ? 1 : 0;
            } else {
                mature++;
                converted += hit ? 1 : 0;
            }
        }
        long excluded = entries.stream()
                .filter(event -> inPeriod(event) && unit(event, party).isEmpty())
                .count();
        return new Counted(mature, converted, censored, early, excluded);
    }

    /** The share of accounts with a first NEW in the period that have revenue a length of time later. */
    Counted customersLater(Duration to) {
        long mature = 0;
        long kept = 0;
        long censored = 0;
        Map<String, List<RevenueMovement>> netted = new LinkedHashMap<>();
        book.data()
                .ledger()
                .movements()
                .forEach(row -> netted.computeIfAbsent(row.accountId(), a -> new ArrayList<>())
                        .add(row));
        for (List<RevenueMovement> rows : netted.values()) {
            Optional<RevenueMovement> first = rows.stream()
                    .filter(row -> row.type() == RevenueMovement.Type.NEW)
                    .findFirst();
            Instant entered = first.map(row -> midnight(row)).orElse(Instant.MAX);
            if (entered.isBefore(start) || !entered.isBefore(end) || !entered.isBefore(asOf)) {
                continue;
            }
            Instant closes = entered.plus(to);
            if (closes.isAfter(asOf)) {
                censored++;
                continue;
            }
            mature++;
            double balance = rows.stream()
                    .filter(row -> midnight(row).isBefore(closes))
                    .mapToDouble(row -> row.amount().getAmount().doubleValue() * sign(row.type()))
                    .sum();
            kept += balance > 1e-9 ? 1 : 0;
        }
        return new Counted(mature, kept, censored, 0, 0);
    }

    private static Instant midnight(RevenueMovement row) {
        return row.effectiveOn().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static int sign(RevenueMovement.Type type) {
        return switch (type) {
            case OPENING, NEW, EXPANSION, REACTIVATION -> 1;
            case CONTRACTION, CHURN -> -1;
        };
    }

    Taken between(Party party, Set<String> from, Set<String> to, int nth, boolean byEnd) {
        Map<String, List<Event>> ends = byUnit(known(to), party);
        List<Long> finished = new ArrayList<>();
        List<Long> open = new ArrayList<>();
        byUnit(known(from), party).forEach((of, starts) -> {
            Event first = starts.get(0);
            List<Event> after = new ArrayList<>(ends.getOrDefault(of, List.of()).stream()
                    .filter(event -> !event.at().isBefore(first.at()))
                    .toList());
            after.remove(first);
            Optional<Event> last = after.size() < nth ? Optional.empty() : Optional.of(after.get(nth - 1));
            boolean anchored = byEnd ? last.map(this::inPeriod).orElse(false) : inPeriod(first);
            if (anchored && last.isPresent()) {
                finished.add(Duration.between(first.at(), last.get().at()).toMillis());
            } else if (anchored) {
                open.add(Duration.between(first.at(), asOf).toMillis());
            }
        });
        finished.sort(null);
        open.sort(null);
        return new Taken(finished, open);
    }

    /** The mean gap of each user, rounded to a millisecond, of what happens after it was activated. */
    List<Long> gaps(Set<String> types) {
        Map<String, List<Event>> activated = byUnit(known(Set.of("activated")), Party.USER);
        List<Long> means = new ArrayList<>();
        byUnit(known(types), Party.USER).forEach((of, events) -> {
            List<Event> counted = events.stream()
                    .filter(this::inPeriod)
                    .filter(event -> activated.containsKey(of)
                            && !event.at().isBefore(activated.get(of).get(0).at()))
                    .toList();
            if (counted.size() > 1) {
                long whole = Duration.between(
                                counted.get(0).at(),
                                counted.get(counted.size() - 1).at())
                        .toMillis();
                means.add(Math.round(Math.rint((double) whole / (counted.size() - 1))));
            }
        });
        means.sort(null);
        return means;
    }

    /** How many different users of each account did something in the period. */
    Map<String, Integer> users(Set<String> types) {
        Map<String, Set<String>> users = new LinkedHashMap<>();
        known(types).stream()
                .filter(this::inPeriod)
                .forEach(event -> event.userId()
                        .ifPresent(user -> users.computeIfAbsent(event.accountId(), a -> new HashSet<>())
                                .add(user)));
        Map<String, Integer> counts = new LinkedHashMap<>();
        users.forEach((account, names) -> counts.put(account, names.size()));
        return counts;
    }

    /** The median by Kaplan and Meier: the first length at which at most half are left. */
    static Optional<Long> kaplanMeierMedian(Taken taken) {
        double left = 1;
        Function<Long, Long> events =
                length -> taken.finished().stream().filter(length::equals).count();
        for (long length : taken.finished().stream().distinct().toList()) {
            long atRisk = taken.finished().stream()
                            .filter(other -> other >= length)
                            .count()
                    + taken.open().stream().filter(other -> other >= length).count();
            left *= 1 - (double) events.apply(length) / atRisk;
            if (left <= 0.5 + 1e-12) {
                return Optional.of(length);
            }
        }
        return Optional.empty();
    }
}
