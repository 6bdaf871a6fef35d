package io.csmetrics.health.io;

import io.csmetrics.health.model.InvalidModelException;
import io.csmetrics.health.model.ModelProblem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What stands in for parts of a model that were told to be wrong, so that the model as a whole can still be checked; and which problems
 * of the whole come from what the file says, not from what stands in.
 */
final class StandIns {
    private final Set<String> paths = new HashSet<>();
    private final Map<String, String> spread = new HashMap<>();
    private boolean lacksSignals;

    /** Notes that something stands in at a path. */
    void add(String path) {
        paths.add(path);
    }

    /** Tells whether something stands in at a path or below it. */
    boolean areAt(String path) {
        return paths.stream().anyMatch(each -> each.startsWith(path));
    }

    /** Notes that the name of a signal could not be read: what a rule means can then not be told. */
    void lacksSignal() {
        lacksSignals = true;
    }

    /** Notes that one object of the file became several conditions of the model. */
    void spreadOut(String path, int conditions) {
        for (int i = 0; i < conditions; i++) {
            spread.put(path + ".all[" + i + "]", path);
        }
    }

    /** Returns a name that no other part has. */
    String nameAt(String path) {
        return "?" + path;
    }

    /** Makes a part whose problems were told before. */
    <V> Optional<V> tryOut(Supplier<V> maker) {
        try {
            return Optional.of(maker.get());
        } catch (InvalidModelException toldBefore) {
            return Optional.empty();
        }
    }

    /** Tells whether a problem of the whole is one of the file. */
    boolean isReal(ModelProblem problem) {
        String path = problem.path();
        for (int end = path.length();
                end > 0;
                end = Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1))) {
            if (paths.contains(path.substring(0, end))) {
                return false;
            }
        }
        boolean isUnknownSignal = path.startsWith("$.rules") && path.endsWith(".signal");
        return !(isUnknownSignal && lacksSignals && !problem.message().endsWith("?"));
    }

    /** Returns a problem at the place where the file has it. */
    ModelProblem inFile(ModelProblem problem) {
        String path = problem.path();
        for (int end = path.indexOf(']') + 1; end > 0; end = path.indexOf(']', end) + 1) {
            String written = path.substring(0, end);
            String place = spread.get(written);
            if (place != null) {
                return new ModelProblem(
                        problem.severity(),
                        place + path.substring(end),
                        problem.message().replace(written, place));
            }
        }
        return problem;
    }
}
