package io.csmetrics.health.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that groups can be weighed, and that no id is there twice. */
final class GroupCheck {
    private final List<SignalGroup> groups;
    private final List<ModelProblem> problems;

    GroupCheck(List<SignalGroup> groups, List<ModelProblem> problems) {
        this.groups = groups;
        this.problems = problems;
    }

    void check() {
        if (groups.isEmpty()) {
            problems.add(ModelProblem.error("$.groups", "at least one group must be there"));
            return;
        }
        if (groups.stream().allMatch(group -> group.weight() == 0)) {
            problems.add(ModelProblem.error("$.groups", "all weights are 0"));
        }
        Map<String, String> groupPaths = new HashMap<>();
        Map<String, String> signalPaths = new HashMap<>();
        int signals = 0;
        for (int g = 0; g < groups.size(); g++) {
            SignalGroup group = groups.get(g);
            String path = "$.groups[" + g + "]";
            once("group", group.id(), path, groupPaths);
            if (group.weight() > 0 && group.signals().stream().allMatch(signal -> signal.weight() == 0)) {
                problems.add(ModelProblem.error(path, "all weights are 0"));
            }
            for (int s = 0; s < group.signals().size(); s++) {
                once("signal", group.signals().get(s).id(), path + ".signals[" + s + "]", signalPaths);
                signals++;
            }
        }
        if (signals > HealthModel.MOST_SIGNALS) {
            problems.add(ModelProblem.error(
                    "$.groups", signals + " signals; a model can have " + HealthModel.MOST_SIGNALS + " at most"));
        }
    }

    private void once(String what, String id, String path, Map<String, String> paths) {
        String first = paths.putIfAbsent(id, path);
        if (first != null) {
            problems.add(
                    ModelProblem.error(path, "duplicate " + what + " id \"" + id + "\" at " + path + " and " + first));
        }
    }
}
