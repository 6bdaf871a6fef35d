package io.csmetrics.health.review;

import io.csmetrics.health.model.SignalValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The moves of two signals. */
final class Pairs {
    static final int MOST_SIGNALS = 24;

    /** How many trials are checked at a time. */
    private static final int BATCH = 128;

    /** What is cheaper by less than this is not. */
    private static final double NOISE = 1e-9;

    private final Search search;
    private final List<Trial> trials = new ArrayList<>();

    /**
     * Two signals, of which the one goes to a sub-score.
     *
     * @param one the index of the one
     * @param score its sub-score
     * @param value the raw value that it must have; empty if any one that gives the sub-score will do
     * @param other the index of the other
     */
    private record Trial(int one, double score, Optional<SignalValue> value, int other) {}

    /** Raw values of two signals, and what they cost. */
    private record Priced(Map<Integer, SignalValue> values, double cost) {}

    Pairs(Search search) {
        this.search = search;
        List<Integer> signals = chosen();
        for (int one : signals) {
            List<Trial> own = trialsOf(one);
            for (int other : signals) {
                if (other != one) {
                    own.forEach(trial -> trials.add(new Trial(one, trial.score(), trial.value(), other)));
                }
            }
        }
    }

    /** The signals that can move the score the most by themselves, and those of which rules speak. */
    private List<Integer> chosen() {
        int[] signals = search.movable.stream().mapToInt(Integer::intValue).toArray();
        if (signals.length <= MOST_SIGNALS) {
            return search.movable;
        }
        int[] none = new int[signals.length];
        Arrays.fill(none, -1);
        double[] best =
                Arrays.stream(signals).mapToDouble(j -> search.raw(j).best()).toArray();
        double[] scores = search.space
                .score(none, best, signals, best)
                .scores(search.up ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        Comparator<Integer> byScore = Comparator.comparingDouble(i -> search.up ? -scores[i] : scores[i]);
        return IntStream.range(0, signals.length)
                .boxed()
                .sorted(Comparator.comparing(
                                (Integer i) -> search.turns(signals[i]).isEmpty())
                        .thenComparing(byScore))
                .limit(MOST_SIGNALS)
                .map(i -> signals[i])
                .sorted(Comparator.comparing(j -> search.signal(j).id()))
                .toList();
    }

    private List<Trial> trialsOf(int one) {
        RawValues raw = search.raw(one);
        List<Trial> own = new ArrayList<>();
        if (raw.hasLevels()) {
            for (double level : raw.levels()) {
                if (search.cost(one, level) > 0 || level == search.space.start(one)) {
                    own.add(new Trial(one, level, Optional.empty(), -1));
                }
            }
        } else {
            own.add(new Trial(one, raw.best(), Optional.empty(), -1));
        }
        for (SignalValue value : search.turns(one)) {
            own.add(new Trial(one, raw.subScore(value), Optional.of(value), -1));
        }
        return own;
    }

    Optional<Route> cheapest() {
        List<Priced> priced = priced();
        priced.sort(Comparator.comparingDouble(Priced::cost));
        Optional<Priced> found = Optional.empty();
        for (int from = 0; from < priced.size() && found.isEmpty(); from += BATCH) {
            List<Priced> batch = priced.subList(from, Math.min(priced.size(), from + BATCH));
            boolean[] reach = search.reach(batch.stream().map(Priced::values).toList());
            for (int i = 0; i < reach.length; i++) {
                if (reach[i]
                        && (found.isEmpty() || batch.get(i).cost() < found.get().cost() - NOISE)) {
                    found = Optional.of(batch.get(i));
                }
            }
        }
        return found.map(each -> search.route(each.values()));
    }

    private List<Priced> priced() {
        int rows = trials.size();
        int[] one = trials.stream().mapToInt(Trial::one).toArray();
        int[] other = trials.stream().mapToInt(Trial::other).toArray();
        double[] oneScores = trials.stream().mapToDouble(Trial::score).toArray();
        double[] best =
                Arrays.stream(other).mapToDouble(j -> search.raw(j).best()).toArray();
        double[] otherScores = search.space.needed(one, oneScores, other, best);
        double[] back = search.space.needed(other, otherScores, one, oneScores);
        List<Priced> priced = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            Trial trial = trials.get(i);
            if (!Double.isNaN(otherScores[i])) {
                boolean goesBack =
                        trial.value().isEmpty() && !search.raw(one[i]).hasLevels() && !Double.isNaN(back[i]);
                double oneScore = goesBack ? back[i] : oneScores[i];
                Optional<SignalValue> oneValue = trial.value().isPresent()
                        ? trial.value()
                        : search.raw(one[i]).nearest(search.value(one[i]), oneScore);
                Optional<SignalValue> otherValue = search.raw(other[i]).nearest(search.value(other[i]), otherScores[i]);
                add(priced, one[i], oneValue, other[i], otherValue);
            }
            for (SignalValue turn : trial.value().isPresent() ? search.turns(other[i]) : Set.<SignalValue>of()) {
                add(priced, one[i], trial.value(), other[i], Optional.of(turn));
            }
        }
        return priced;
    }

    private void add(
            List<Priced> priced, int one, Optional<SignalValue> oneValue, int other, Optional<SignalValue> otherValue) {
        if (oneValue.isPresent() && otherValue.isPresent()) {
            Map<Integer, SignalValue> values = Map.of(one, oneValue.get(), other, otherValue.get());
            priced.add(new Priced(values, search.cost(values)));
        }
    }
}
