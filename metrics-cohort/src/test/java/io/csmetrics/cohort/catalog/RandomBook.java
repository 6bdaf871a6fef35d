package io.csmetrics.cohort.catalog;

import io.csmetrics.data.CustomerData;
import io.csmetrics.record.Account;
import io.csmetrics.record.Event;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.statistics.SplitMix64;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** Accounts that come, change, go and return in the first months of 2025, some imported; and what their users do. */
record RandomBook(List<Account> accounts, List<RevenueMovement> movements, List<Event> events) {
    static final ZoneId ZONE = ZoneOffset.UTC;

    private static final LocalDate FIRST = LocalDate.of(2024, 12, 20);
    private static final int DAYS = 150;
    private static final List<String> TYPES = List.of("login", "session", "feature-used", "user-created", "ticket");

    static RandomBook of(long randomStart) {
        SplitMix64 random = new SplitMix64(randomStart);
        List<Account> accounts = new ArrayList<>();
        List<RevenueMovement> movements = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String id = "a" + i;
            accounts.add(Account.builder(id)
                    .segment(random.nextInt(2) == 0 ? "SMB" : "Enterprise")
                    .attribute("region", random.nextInt(2) == 0 ? "EMEA" : "APAC")
                    .build());
            addMovements(id, random, movements);
            int many = random.nextInt(12);
            for (int k = 0; k < many; k++) {
                events.add(event(id, random));
            }
        }
        return new RandomBook(accounts, movements, events);
    }

    private static void addMovements(String id, SplitMix64 random, List<RevenueMovement> movements) {
        int day = random.nextInt(DAYS);
        int level = 0;
        Type first = random.nextInt(6) == 0 ? Type.OPENING : Type.NEW;
        while (day < DAYS) {
            int next = level == 0 ? 1 + random.nextInt(5) : random.nextInt(6);
            if (next != level) {
                movements.add(RevenueMovement.of(
                        id, FIRST.plusDays(day), type(level, next, first), eur(Math.abs(next - level))));
                first = Type.REACTIVATION;
                level = next;
            }
            day += 1 + random.nextInt(60);
        }
    }

    private static Type type(int before, int after, Type first) {
        if (before == 0) {
            return first;
        }
        if (after == 0) {
            return Type.CHURN;
        }
        return after > before ? Type.EXPANSION : Type.CONTRACTION;
    }

    private static BigMoney eur(int level) {
        return BigMoney.of(CurrencyUnit.EUR, BigDecimal.valueOf(level * 125L, 2));
    }

    private static Event event(String id, SplitMix64 random) {
        Event.Builder event = Event.builder(
                id,
                TYPES.get(random.nextInt(TYPES.size())),
                FIRST.plusDays(random.nextInt(DAYS))
                        .atStartOfDay(ZONE)
                        .plusHours(random.nextInt(24))
                        .toInstant());
        int user = random.nextInt(4);
        return user == 3 ? event.build() : event.userId("u" + user).build();
    }

    CustomerData data() {
        return data(id -> true);
    }

    CustomerData data(Predicate<String> kept) {
        return CustomerData.builder()
                .zone(ZONE)
                .currency(CurrencyUnit.EUR)
                .accounts(accounts.stream()
                        .filter(account -> kept.test(account.id()))
                        .toList())
                .movements(movements.stream()
                        .filter(movement -> kept.test(movement.accountId()))
                        .toList())
                .events(events.stream()
                        .filter(event -> kept.test(event.accountId()))
                        .toList())
                .build();
    }
}
