package io.csmetrics.health.review;

import io.csmetrics.health.model.Band;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Moves that are made together, and the score that they give, rules included.
 *
 * @param moves the moves, one or two
 * @param cost what they cost: the sum of the sub-score points by which their signals must get better; a missing signal starts at the worst
 * @param score the shown score after them
 * @param band its band
 * @param blockedBy the rules that keep the score out of the band all the same; empty if it gets there
 */
public record Route(List<Move> moves, double cost, double score, Band band, List<String> blockedBy) {

    /** Copies the lists. */
    public Route {
        moves = List.copyOf(moves);
        blockedBy = List.copyOf(blockedBy);
        Objects.requireNonNull(band, "band");
    }

    /**
     * Returns the route as text.
     *
     * @return such as {@code open P1 tickets 3 → 0 gives 77 (green)}
     */
    @Override
    public String toString() {
        String all = moves.stream().map(Move::toString).collect(Collectors.joining(" and "));
        String number = BigDecimal.valueOf(score).stripTrailingZeros().toPlainString();
        String blocked = blockedBy.isEmpty() ? "" : "; rule " + String.join(", ", blockedBy) + " holds it there";
        return all + " gives " + number + " (" + band.id() + ")" + blocked;
    }
}
