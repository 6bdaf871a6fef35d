package io.csmetrics.health.review;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.score.HealthScore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What it takes to bring an account into a band. Made by {@link PathFinder}.
 *
 * @param now the score now
 * @param target the band; one that is better is as good
 * @param isThere whether the account is in it already
 * @param singles the moves of one signal that lead there, the cheapest first, one for each signal that has one
 * @param together the cheapest two moves that lead there together, where no single one does
 * @param blocked the moves of one signal that would lead there if no rule held the score
 */
public record PathToBand(
        HealthScore now,
        Band target,
        boolean isThere,
        List<Route> singles,
        Optional<Route> together,
        List<Route> blocked) {

    /** Copies the lists. */
    public PathToBand {
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(together, "together");
        singles = List.copyOf(singles);
        blocked = List.copyOf(blocked);
    }

    /**
     * Returns the routes that lead there.
     *
     * @return the single moves, or else the two moves; none if there is no way with two moves, or the account is there
     */
    public List<Route> routes() {
        return singles.isEmpty() ? together.stream().toList() : singles;
    }

    /**
     * Returns the path as text, a route a line.
     *
     * @return the text
     */
    @Override
    public String toString() {
        if (isThere) {
            return "is " + target.id() + " already";
        }
        String lines = Stream.concat(routes().stream(), blocked.stream())
                .map(Route::toString)
                .collect(Collectors.joining("\n"));
        return routes().isEmpty()
                ? "no one or two signals lead to " + target.id() + (lines.isEmpty() ? "" : "\n" + lines)
                : lines;
    }
}
