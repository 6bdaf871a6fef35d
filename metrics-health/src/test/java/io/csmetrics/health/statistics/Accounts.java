package io.csmetrics.health.statistics;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Accounts with a score, a second score and an outcome; scores are coarse, so that many are tied. */
record Accounts(List<Account> rows) {

    record Account(int id, double score, double second, boolean happened) {}

    double[] scores() {
        return rows.stream().mapToDouble(Account::score).toArray();
    }

    double[] seconds() {
        return rows.stream().mapToDouble(Account::second).toArray();
    }

    boolean[] happened() {
        boolean[] happened = new boolean[rows.size()];
        for (int row = 0; row < happened.length; row++) {
            happened[row] = rows.get(row).happened();
        }
        return happened;
    }

    int[] ids() {
        return rows.stream().mapToInt(Account::id).toArray();
    }

    Accounts reversed() {
        return new Accounts(IntStream.range(0, rows.size())
                .mapToObj(row -> rows.get(rows.size() - 1 - row))
                .toList());
    }

    boolean bothClasses() {
        return rows.stream().anyMatch(Account::happened) && !rows.stream().allMatch(Account::happened);
    }

    Ranking ranking() {
        return Ranking.of(ScoreDirection.HIGHER_IS_HEALTHIER, scores(), happened());
    }

    /** Gives accounts to properties. */
    static final class Source extends DomainContextBase {
        @Provide
        Arbitrary<Accounts> accounts() {
            Arbitrary<Integer> score = Arbitraries.integers().between(0, 20);
            return Combinators.combine(score, score, Arbitraries.of(true, false, false))
                    .as((first, second, happened) -> new Account(0, first * 5 / 2.0, second, happened))
                    .list()
                    .ofMaxSize(40)
                    .map(rows -> new Accounts(IntStream.range(0, rows.size())
                            .mapToObj(id -> new Account(
                                    id,
                                    rows.get(id).score(),
                                    rows.get(id).second(),
                                    rows.get(id).happened()))
                            .toList()));
        }
    }
}
