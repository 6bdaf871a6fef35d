package io.csmetrics.cohort.bootstrap;

import io.csmetrics.data.CustomerData;
import io.csmetrics.record.Account;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.statistics.SplitMix64;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** Accounts that come before or inside the first quarter of 2025, grow, shrink and go; and what they say of it. */
record RandomAccounts(List<String> ids, List<RevenueMovement> movements, List<SurveyResponse> surveys) {
    private static final LocalDate BEFORE = LocalDate.of(2024, 11, 1);
    private static final LocalDate INSIDE = LocalDate.of(2025, 1, 1);

    static RandomAccounts of(long randomStart, int accounts) {
        SplitMix64 random = new SplitMix64(randomStart);
        List<String> ids = new ArrayList<>();
        List<RevenueMovement> movements = new ArrayList<>();
        List<SurveyResponse> surveys = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            String id = "a" + i;
            ids.add(id);
            boolean isNew = random.nextInt(6) == 0;
            int level = 1 + random.nextInt(40);
            movements.add(move(id, isNew ? INSIDE.plusDays(random.nextInt(60)) : BEFORE, Type.NEW, level));
            int next = random.nextInt(3) == 0 ? random.nextInt(50) : level;
            if (next != level) {
                Type type = next == 0 ? Type.CHURN : next > level ? Type.EXPANSION : Type.CONTRACTION;
                movements.add(move(id, INSIDE.plusDays(70 + random.nextInt(10)), type, Math.abs(next - level)));
            }
            for (int answers = random.nextInt(4); answers > 0; answers--) {
                surveys.add(SurveyResponse.of(
                        SurveyResponse.NPS,
                        id,
                        INSIDE.plusDays(answers * 20L)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant(),
                        BigDecimal.valueOf(random.nextInt(11))));
            }
        }
        return new RandomAccounts(ids, movements, surveys);
    }

    private static RevenueMovement move(String id, LocalDate on, Type type, int level) {
        return RevenueMovement.of(id, on, type, BigMoney.ofMinor(CurrencyUnit.EUR, level * 1234L));
    }

    CustomerData data() {
        return data(id -> true);
    }

    CustomerData data(Predicate<String> kept) {
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .currency(CurrencyUnit.EUR)
                .accounts(ids.stream()
                        .filter(kept)
                        .map(id -> Account.builder(id).build())
                        .toList())
                .movements(movements.stream()
                        .filter(row -> kept.test(row.accountId()))
                        .toList())
                .surveys(surveys.stream()
                        .filter(row -> row.accountId().filter(kept).isPresent())
                        .toList())
                .build();
    }
}
