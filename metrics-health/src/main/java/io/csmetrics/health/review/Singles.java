package io.csmetrics.health.review;

import io.csmetrics.health.model.SignalValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The moves of one signal. */
final class Singles {
    private static final Comparator<Route> CHEAPEST = Comparator.comparingDouble(Route::cost)
            .thenComparing(route -> route.moves().get(0).signal().id());

    private final List<Route> reaching = new ArrayList<>();
    private final List<Route> blocked = new ArrayList<>();

    Singles(Search search) {
        int size = search.movable.size();
        int[] none = new int[size];
        Arrays.fill(none, -1);
        int[] signals = search.movable.stream().mapToInt(Integer::intValue).toArray();
        double[] best =
                Arrays.stream(signals).mapToDouble(j -> search.raw(j).best()).toArray();
        double[] needed = search.space.needed(none, new double[size], signals, best);
        for (int i = 0; i < size; i++) {
            add(search, signals[i], needed[i]);
        }
        reaching.sort(CHEAPEST);
        blocked.sort(CHEAPEST);
    }

    private void add(Search search, int j, double needed) {
        Optional<SignalValue> enough =
                Double.isNaN(needed) ? Optional.empty() : search.raw(j).nearest(search.value(j), needed);
        List<Map<Integer, SignalValue>> trials = new ArrayList<>();
        enough.ifPresent(value -> trials.add(Map.of(j, value)));
        search.turns(j).forEach(value -> trials.add(Map.of(j, value)));
        boolean[] reach = search.reach(trials);
        int cheapest = -1;
        for (int i = 0; i < reach.length; i++) {
            boolean isCheaper = cheapest < 0 || search.cost(trials.get(i)) < search.cost(trials.get(cheapest));
            cheapest = reach[i] && isCheaper ? i : cheapest;
        }
        if (cheapest >= 0) {
            reaching.add(search.route(trials.get(cheapest)));
        } else if (enough.isPresent() && !enough.get().equals(search.value(j))) {
            blocked.add(search.route(trials.get(0)));
        }
    }

    List<Route> reaching() {
        return reaching;
    }

    /** What would be enough but for a rule. */
    List<Route> blocked() {
        return blocked;
    }
}
