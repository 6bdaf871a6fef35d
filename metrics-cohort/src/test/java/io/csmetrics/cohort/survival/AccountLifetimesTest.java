package io.csmetrics.cohort.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.survival.AccountLifetimes.LeftOut;
import io.csmetrics.cohort.survival.AccountLifetimes.LifeEnd;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Segment;
import io.csmetrics.record.Account;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RevenueLedger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.Test;

final class AccountLifetimesTest {
    private static final LocalDate AS_OF = LocalDate.of(2025, 1, 31);
    private static final BigMoney TEN = BigMoney.parse("USD 10");

    private final List<RevenueMovement> movements = new ArrayList<>();

    private AccountLifetimesTest on(String account, String day, Type type) {
        movements.add(RevenueMovement.of(account, LocalDate.parse(day), type, TEN));
        return this;
    }

    private AccountLifetimesTest churned(String account, String day, String reason) {
        movements.add(RevenueMovement.builder(account, LocalDate.parse(day), Type.CHURN, TEN)
                .reason(reason)
                .build());
        return this;
    }

    private RevenueLedger ledger() {
        return RevenueLedger.of(movements);
    }

    @Test
    void aLifeRunsFromTheFirstRevenueToTheDayOfTheChurn() {
        on("gone", "2025-01-01", Type.NEW).churned("gone", "2025-01-11", "price");
        on("here", "2025-01-01", Type.NEW);
        on("today", "2025-01-31", Type.NEW);
        Durations lives = AccountLifetimes.of(ledger(), AS_OF).all();
        assertThat(lives.n()).isEqualTo(3);
        assertThat(lives.sortedEvents()).containsExactly(10);
        assertThat(lives.sortedCensored()).containsExactly(0, 30);
        assertThat(lives.causes()).containsExactly("price");
        assertThat(lives.hasEntries()).isFalse();
    }

    @Test
    void aPauseIsLifeUnlessTheFirstChurnIsToEndIt() {
        on("back", "2025-01-01", Type.NEW)
                .churned("back", "2025-01-05", "budget")
                .on("back", "2025-01-20", Type.REACTIVATION);
        on("twice", "2025-01-01", Type.NEW)
                .churned("twice", "2025-01-05", "budget")
                .on("twice", "2025-01-20", Type.REACTIVATION)
                .on("twice", "2025-01-25", Type.CHURN);
        Durations byFinal = AccountLifetimes.of(ledger(), AS_OF).all();
        assertThat(byFinal.sortedEvents()).containsExactly(24);
        assertThat(byFinal.sortedCensored()).containsExactly(30);
        assertThat(byFinal.causes()).containsExactly(Durations.NO_CAUSE);
        AccountLifetimes byFirst = AccountLifetimes.of(ledger(), AS_OF, LifeEnd.FIRST_CHURN);
        assertThat(byFirst.end()).isEqualTo(LifeEnd.FIRST_CHURN);
        assertThat(byFirst.all().sortedEvents()).containsExactly(4, 4);
        assertThat(byFirst.all().causes()).containsExactly("budget");
    }

    @Test
    void movementsAfterTheLastKnownDayAreNotLookedAt() {
        on("later", "2025-01-21", Type.NEW).churned("later", "2025-02-01", "price");
        on("onTheDay", "2025-01-21", Type.NEW).churned("onTheDay", "2025-01-31", "price");
        on("back", "2025-01-01", Type.NEW)
                .churned("back", "2025-01-05", "budget")
                .on("back", "2025-02-01", Type.REACTIVATION);
        on("notYet", "2025-02-01", Type.NEW);
        on("openedLater", "2025-02-01", Type.OPENING);
        AccountLifetimes lifetimes = AccountLifetimes.of(ledger(), AS_OF);
        assertThat(lifetimes.all().sortedEvents()).containsExactly(4, 10);
        assertThat(lifetimes.all().sortedCensored()).containsExactly(10);
        assertThat(lifetimes.leftOut()).isEqualTo(Map.of(LeftOut.NO_REVENUE_YET, List.of("notYet", "openedLater")));
        assertThat(lifetimes)
                .hasToString(
                        "3 durations, 2 events, up to FINAL_CHURN, as of 2025-01-31; left out: {NO_REVENUE_YET=2}");
    }

    @Test
    void aReturnAsNewIsAReturnAllTheSame() {
        on("back", "2024-01-01", Type.NEW)
                .churned("back", "2024-01-05", "budget")
                .on("back", "2025-01-01", Type.REACTIVATION);
        Durations lives =
                AccountLifetimes.of(ledger().returningAsNewAfter(100), AS_OF).all();
        assertThat(lives.events()).isZero();
        assertThat(lives.sortedCensored()).containsExactly(396);
    }

    private CustomerData bookOfOpenings() {
        on("a", "2025-01-01", Type.OPENING);
        on("b", "2025-01-01", Type.OPENING).churned("b", "2025-01-01", "price");
        on("c", "2025-01-01", Type.OPENING);
        on("d", "2025-01-01", Type.OPENING);
        on("e", "2025-01-01", Type.OPENING);
        on("f", "2025-01-01", Type.OPENING);
        on("g", "2025-01-02", Type.NEW);
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .accounts(List.of(
                        Account.builder("a")
                                .segment("SMB")
                                .attribute("since", "2024-12-22")
                                .build(),
                        Account.builder("b")
                                .segment("SMB")
                                .attribute("since", "2024-12-31")
                                .build(),
                        Account.builder("c")
                                .segment("SMB")
                                .attribute("since", "2025-01-02")
                                .build(),
                        Account.builder("d")
                                .segment("SMB")
                                .attribute("since", "last year")
                                .build(),
                        Account.builder("e").segment("Enterprise").build(),
                        Account.builder("f")
                                .segment("SMB")
                                .attribute("since", "2025-01-01")
                                .build(),
                        Account.builder("g").attribute("since", "2001-01-01").build()))
                .movements(movements)
                .build();
    }

    @Test
    void theOpeningBookIsLeftOutWithItsReason() {
        AccountLifetimes lifetimes =
                AccountLifetimes.builder(bookOfOpenings(), AS_OF).build();
        assertThat(lifetimes.all().sortedCensored()).containsExactly(29);
        assertThat(lifetimes.leftOut()).isEqualTo(Map.of(LeftOut.START_UNKNOWN, List.of("a", "b", "c", "d", "e", "f")));
    }

    @Test
    void anOpeningWithAKnownStartEntersLate() {
        AccountLifetimes lifetimes = AccountLifetimes.builder(bookOfOpenings(), AS_OF)
                .startProperty("since")
                .by(Segmentation.by("segment"))
                .build();
        Durations smb = lifetimes.groups().get(Segment.of("segment", "SMB"));
        assertThat(smb.sortedEvents()).containsExactly(1);
        assertThat(smb.sortedCensored()).containsExactly(30, 40);
        // seen from the day of the opening on, so at risk after the age of the day before; f was seen from its start on
        assertThat(smb.sortedEntries()).containsExactly(Durations.BEFORE_ALL, 0, 9);
        assertThat(smb.atRisk(1)).isEqualTo(2);
        assertThat(lifetimes.groups().keySet())
                .containsExactly(Segment.of("segment", "(none)"), Segment.of("segment", "SMB"));
        assertThat(lifetimes.all().n()).isEqualTo(4);
        assertThat(lifetimes.asOf()).isEqualTo(AS_OF);
        assertThat(lifetimes.leftOut())
                .isEqualTo(Map.of(
                        LeftOut.START_UNKNOWN, List.of("e"),
                        LeftOut.START_UNREADABLE, List.of("d"),
                        LeftOut.START_AFTER_OPENING, List.of("c")));
        LogRank test = LogRank.of(lifetimes.groups(), LogRankWeight.LOG_RANK);
        assertThat(test.groups()).extracting(LogRank.Group::name).containsExactly("segment=(none)", "segment=SMB");
    }

    @Test
    void theAverageLifespanIsTheAreaUpToAHorizonInMonths() {
        on("gone", "2024-01-01", Type.NEW).churned("gone", "2024-07-01", "price");
        on("here", "2024-01-01", Type.NEW);
        SurvivalCurve curve = SurvivalCurve.of(
                AccountLifetimes.of(ledger(), LocalDate.of(2025, 1, 5)).all());
        RestrictedMean lifespan = AccountLifetimes.averageLifespan(curve, 12);
        assertThat(AccountLifetimes.DAYS_PER_MONTH).isCloseTo(30.436875, within(1e-12));
        assertThat(lifespan.horizon()).isCloseTo(12, within(1e-14));
        assertThat(lifespan.mean()).isCloseTo((182 + 365.2425) / 2 / 30.436875, within(1e-13));
        assertThat(lifespan.confidence()).isEqualTo(curve.confidence());
        assertThatThrownBy(() -> AccountLifetimes.averageLifespan(curve, 13))
                .hasMessageContaining("must be at most the last follow-up 370.0");
    }
}
