package io.csmetrics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

final class PartedCollectionTest {
    private static final Executor DIRECT = Runnable::run;
    private static final Executor BUSY = task -> {};

    private static final CustomerData DATA = CustomerData.builder()
            .zone(ZoneOffset.UTC)
            .currency(CurrencyUnit.USD)
            .accounts(IntStream.range(0, 10).mapToObj(i -> Account.of("A" + i)).toList())
            .build();

    private static final KpiSheet SHEET =
            KpiSheet.of(ExpansionKpis.PAID_ACCOUNTS).over(ReportingPeriod.month(2025, 3));

    @Test
    void anExecutorThatNeverRunsAnythingDoesNotBlockTheCaller() throws InterruptedException {
        assertThat(SHEET.collect(DATA, BUSY, 4).equals(SHEET.collect(DATA))).isTrue();
    }

    @Test
    void anExceptionOfAPartComesOutAsItIs() {
        IllegalStateException mistake = new IllegalStateException("no size of this account");
        KpiSheet sheet = SHEET.by(Segmentation.by("size", account -> {
            throw mistake;
        }));
        assertThatThrownBy(() -> sheet.collect(DATA, DIRECT, 4)).isSameAs(mistake);
        assertThatThrownBy(() -> sheet.collect(DATA, BUSY, 4)).isSameAs(mistake);
    }

    @Test
    void whatTheExecutorRefusesIsCountedByTheCaller() throws InterruptedException {
        AtomicInteger room = new AtomicInteger(2);
        Executor full = task -> {
            if (room.getAndDecrement() == 0) {
                throw new RejectedExecutionException("full");
            }
            task.run();
        };
        assertThat(SHEET.collect(DATA, full, 4).equals(SHEET.collect(DATA))).isTrue();
    }

    @Test
    void theFirstFailureInOrderOfPartsComesOutAndNoLaterPartBegins() {
        List<String> begun = new ArrayList<>();
        KpiSheet sheet = SHEET.by(Segmentation.by("size", account -> {
            begun.add(account.id());
            if (!account.id().equals("A0") && !account.id().equals("A1")) {
                throw new IllegalStateException("no size of " + account.id());
            }
            return "small";
        }));
        // the last two parts first: the fifth, then the fourth, which is not later than what failed
        Deque<Runnable> tasks = new ArrayDeque<>();
        Executor backwards = task -> {
            tasks.push(task);
            if (tasks.size() == 5) {
                tasks.remove().run();
                tasks.pop().run();
            }
        };
        assertThatThrownBy(() -> sheet.collect(DATA, backwards, 5)).hasMessage("no size of A2");
        assertThat(begun).containsExactly("A8", "A6", "A0", "A1", "A2");
    }

    @Test
    void anInterruptedCallerDoesNotCountOn() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> SHEET.collect(DATA, BUSY, 4)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void thereIsAtLeastOnePart() {
        assertThatThrownBy(() -> SHEET.collect(DATA, DIRECT, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parts 0 must be 1 or more");
    }

    @Test
    void factsOfNoPartAreNotMadeUp() {
        assertThatThrownBy(() -> Stream.<CustomerData>empty().collect(SHEET.collector()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("parts must be at least one");
    }

    @Test
    void thereAreNeverMorePartsThanAccounts() {
        List<CustomerData> parts = DATA.parts(Integer.MAX_VALUE, Set.of());
        assertThat(parts.stream().mapToInt(part -> part.accounts().size()))
                .hasSize(10)
                .containsOnly(1);
        assertThat(parts.stream().collect(SHEET.collector()).equals(SHEET.collect(DATA)))
                .isTrue();
    }
}
