package io.csmetrics.cohort.bootstrap;

import io.csmetrics.facts.Quotient;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What remains of a ratio without single accounts: "net revenue retention without the largest account".
 *
 * @param withoutLargest the ratio without the account that has the largest part in the base
 * @param lifting the accounts without which the ratio would fall, the strongest first
 * @param lowering the accounts without which the ratio would rise, the strongest first
 */
public record LeaveOneOut(Without withoutLargest, List<Without> lifting, List<Without> lowering) {

    /**
     * A ratio without one account.
     *
     * @param accountId the account that is left out
     * @param shareOfBase its share of the base, 0 to 1
     * @param ratio the exact ratio of the others, empty where they have no base
     */
    public record Without(String accountId, double shareOfBase, Optional<Quotient> ratio) {

        /**
         * Returns the ratio in words.
         *
         * @return such as {@code 0.8430 without "1002", which has 0.1 % of the base}
         */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s without \"%s\", which has %.1f %% of the base",
                    ratio.map(each -> String.format(Locale.ROOT, "%.4f", each.value()))
                            .orElse("no base"),
                    accountId,
                    100 * shareOfBase);
        }
    }

    /** Copies the lists. */
    public LeaveOneOut {
        lifting = List.copyOf(lifting);
        lowering = List.copyOf(lowering);
    }

    private record Move(int account, double change) {
        /** Larger moves first; of equal ones the larger account. */
        static final Comparator<Move> ORDER =
                Comparator.<Move>comparingDouble(move -> -Math.abs(move.change)).thenComparingInt(Move::account);
    }

    static LeaveOneOut of(RatioSample sample, int most) {
        Columns columns = sample.columns();
        PriorityQueue<Move> falls = new PriorityQueue<>(Move.ORDER.reversed());
        PriorityQueue<Move> rises = new PriorityQueue<>(Move.ORDER.reversed());
        for (int account = 0; account < columns.rows(); account++) {
            if (columns.at(account, 1) == columns.total(1)) {
                // without it there is no ratio that could be higher or lower
                continue;
            }
            double change = columns.changeWithout(account, 0);
            if (change < 0) {
                keep(falls, new Move(account, change), most);
            } else if (change > 0) {
                keep(rises, new Move(account, change), most);
            }
        }
        return new LeaveOneOut(without(sample, 0), inOrder(sample, falls), inOrder(sample, rises));
    }

    private static void keep(PriorityQueue<Move> strongest, Move move, int most) {
        strongest.add(move);
        if (strongest.size() > most) {
            strongest.remove();
        }
    }

    private static List<Without> inOrder(RatioSample sample, PriorityQueue<Move> moves) {
        return moves.stream()
                .sorted(Move.ORDER)
                .map(move -> without(sample, move.account))
                .toList();
    }

    private static Without without(RatioSample sample, int account) {
        Columns columns = sample.columns();
        return new Without(
                sample.accountIds().get(account),
                (double) columns.at(account, 1) / columns.total(1),
                sample.ratioWithout(account));
    }
}
