package io.csmetrics.health.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that bands cover the scale in order, and that the margin at their edges leaves something of each. */
final class BandCheck {
    private final Scale scale;
    private final List<Band> bands;
    private final Hysteresis hysteresis;
    private final List<ModelProblem> problems;

    BandCheck(Scale scale, List<Band> bands, Hysteresis hysteresis, List<ModelProblem> problems) {
        this.scale = scale;
        this.bands = bands;
        this.hysteresis = hysteresis;
        this.problems = problems;
    }

    void check() {
        if (bands.isEmpty()) {
            problems.add(ModelProblem.error("$.bands", "at least one band must be there"));
            return;
        }
        if (bands.size() > HealthModel.MOST_BANDS) {
            problems.add(ModelProblem.error(
                    "$.bands", bands.size() + " bands; a model can have " + HealthModel.MOST_BANDS + " at most"));
        }
        if (bands.get(0).from() != scale.min()) {
            problems.add(ModelProblem.error(
                    "$.bands",
                    "the first band must start at scale.min " + PartCheck.text(scale.min()) + ", it starts at "
                            + PartCheck.text(bands.get(0).from())));
        }
        Set<String> ids = new HashSet<>();
        double narrowest = Double.POSITIVE_INFINITY;
        boolean rises = true;
        for (int i = 0; i < bands.size(); i++) {
            Band band = bands.get(i);
            String path = "$.bands[" + i + "]";
            if (!ids.add(band.id())) {
                problems.add(ModelProblem.error(path + ".id", "\"" + band.id() + "\" is there twice; rename one"));
            }
            double end = i + 1 < bands.size() ? bands.get(i + 1).from() : scale.max();
            narrowest = Math.min(narrowest, end - band.from());
            if (i > 0 && band.from() <= bands.get(i - 1).from()) {
                rises = false;
                String from = path + ".from";
                problems.add(ModelProblem.error(
                        from,
                        from + " " + PartCheck.text(band.from()) + " is not above "
                                + PartCheck.text(bands.get(i - 1).from())));
            } else if (band.from() >= scale.max()) {
                rises = false;
                problems.add(ModelProblem.error(
                        path + ".from",
                        PartCheck.text(band.from()) + " is not below scale.max " + PartCheck.text(scale.max())));
            }
        }
        if (rises && hysteresis.margin() > narrowest / 2) {
            problems.add(ModelProblem.error(
                    "$.hysteresis.margin",
                    "hysteresis.margin " + PartCheck.text(hysteresis.margin())
                            + " is more than half of the narrowest band (" + PartCheck.text(narrowest) + ")"));
        }
    }
}
