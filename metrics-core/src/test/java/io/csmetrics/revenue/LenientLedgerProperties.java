package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RandomLedgers.Book;
import io.csmetrics.revenue.RandomLedgers.Rubbish;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What must hold of a ledger that was built from any rows at all. */
@Domain(RandomLedgers.class)
@Domain(DomainContext.Global.class)
@PropertyDefaults(tries = 500)
class LenientLedgerProperties {

    @Property
    void anyRowsGiveALedgerWhoseMovementsAreAllowed(@ForAll Rubbish rubbish) {
        RevenueLedger ledger = lenient(rubbish.rows(), new Findings());
        RevenueLedger again = RevenueLedger.builder()
                .currency(ledger.currency())
                .scale(ledger.scale())
                .movements(ledger.movements())
                .build();
        assertThat(again.movements()).isEqualTo(ledger.movements());
        assertThat(again.currency()).isEqualTo(ledger.currency());
        assertThat(ledger.accountIds()).containsAll(again.accountIds());
        assertThat(again.withAccounts(ledger.accountIds()).unscaledBalances(RandomLedgers.END_DAY))
                .isEqualTo(ledger.unscaledBalances(RandomLedgers.END_DAY));
    }

    @Property
    void strictRefusesExactlyWhatLenientFindsFaultWith(@ForAll Rubbish rubbish) {
        Findings findings = new Findings();
        RevenueLedger ledger = lenient(rubbish.rows(), findings);
        if (findings.errorCount() == 0) {
            assertThat(RevenueLedger.of(rubbish.rows()).movements()).isEqualTo(ledger.movements());
        } else {
            assertThatThrownBy(() -> RevenueLedger.of(rubbish.rows()))
                    .isInstanceOfSatisfying(InvalidDataException.class, refusal -> {
                        assertThat(refusal.findings()).isEqualTo(findings.errors());
                        assertThat(refusal.total()).isEqualTo(findings.errorCount());
                    });
        }
    }

    @Property
    void everyFindingTellsItsLine(@ForAll Rubbish rubbish) {
        Findings findings = new Findings();
        lenient(rubbish.rows(), findings);
        assertThat(findings.errors()).allSatisfy(finding -> {
            assertThat(finding.source()).isEqualTo("movements.csv");
            assertThat(finding.line()).isBetween(2L, rubbish.rows().size() + 1L);
        });
        assertThat(findings.noticeCount()).isZero();
    }

    @Property
    void repairsDoNotDependOnTheOrderOfRows(@ForAll Rubbish rubbish, @ForAll Random random) {
        // of different movements with one id the first is kept, so ids are left out
        List<RevenueMovement> rows =
                rubbish.rows().stream().map(m -> retyped(m, m.type())).toList();
        List<RevenueMovement> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        RevenueLedger one = lenient(rows, new Findings());
        RevenueLedger other = lenient(shuffled, new Findings());
        assertThat(other.movements()).isEqualTo(one.movements());
        assertThat(other.accountIds()).isEqualTo(one.accountIds());
    }

    @Property
    void aTypeThatContradictsTheBalanceIsReplacedByTheOneThatFits(@ForAll Book book, @ForAll Random random) {
        Map<Map.Entry<String, Object>, Integer> rowsOfDay = new HashMap<>();
        book.rows().forEach(m -> rowsOfDay.merge(Map.entry(m.accountId(), m.effectiveOn()), 1, Integer::sum));
        List<RevenueMovement> retyped = book.rows().stream()
                .map(m -> m.type() == Type.OPENING ? m : retyped(m, anyOfSameSign(m.type(), random)))
                .toList();
        Findings findings = new Findings();
        RevenueLedger repaired = RevenueLedger.builder()
                .currency(book.currency())
                .scale(book.scale())
                .movements(retyped)
                .buildLenient(findings);
        assertThat(repaired.movements())
                .usingElementComparator((a, b) -> a.accountId().equals(b.accountId())
                                && a.effectiveOn().equals(b.effectiveOn())
                                && a.type() == b.type()
                                && a.amount().equals(b.amount())
                        ? 0
                        : 1)
                .isEqualTo(book.ledger().movements());
        // with several rows on a day only their net is typed, so that no type can contradict
        long wrong = 0;
        for (int i = 0; i < retyped.size(); i++) {
            RevenueMovement was = book.rows().get(i);
            boolean withOpening = book.rows().stream()
                    .anyMatch(m -> m.type() == Type.OPENING
                            && m.accountId().equals(was.accountId())
                            && m.effectiveOn().equals(was.effectiveOn()));
            int moving = rowsOfDay.get(Map.entry(was.accountId(), (Object) was.effectiveOn())) - (withOpening ? 1 : 0);
            wrong += moving == 1 && retyped.get(i).type() != was.type() ? 1 : 0;
        }
        assertThat(findings.errorCount()).isEqualTo(wrong);
    }

    private static RevenueLedger lenient(List<RevenueMovement> rows, Findings findings) {
        return RevenueLedger.builder().movements(rows).buildLenient(findings);
    }

    private static Type anyOfSameSign(Type type, Random random) {
        List<Type> same = type.sign() > 0
                ? List.of(Type.NEW, Type.EXPANSION, Type.REACTIVATION)
                : List.of(Type.CONTRACTION, Type.CHURN);
        return same.get(random.nextInt(same.size()));
    }

    private static RevenueMovement retyped(RevenueMovement m, Type type) {
        boolean hasKind = type == Type.EXPANSION || type == Type.CONTRACTION;
        return new RevenueMovement(
                m.accountId(),
                m.effectiveOn(),
                type,
                m.amount(),
                Optional.empty(),
                m.kind().filter(k -> hasKind),
                m.reason(),
                m.product());
    }
}
