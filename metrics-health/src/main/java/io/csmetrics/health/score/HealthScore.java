package io.csmetrics.health.score;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.HealthModel;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The score of one account at one instant, with everything that it is made of.
 *
 * @param accountId the account
 * @param model the model, of which id, version and hash belong to every score; empty where none applies
 * @param asOf the instant; nothing after it was looked at
 * @param computed the mean of the signals on the scale of the model: before rules, not rounded; empty where there is no score
 * @param score the score that is shown: after floors, caps and override, held in the scale, rounded once; empty for no score
 * @param band the band of the shown score
 * @param coverage the share of the weight that has usable values, 0 to 1; 0 where no model applies
 * @param low the lowest shown score if all that is missing were known; empty where there is no score
 * @param high the highest shown score if all that is missing were known; empty where there is no score
 * @param contributions what every signal gives, in the order of the model
 * @param rules the rules that held, in the order of the model
 * @param override the score that a person set, where it counts
 * @param notes what else is to be known, such as an override that has expired
 * @param noScore why there is no score; empty where there is one
 */
public record HealthScore(
        String accountId,
        Optional<HealthModel> model,
        Instant asOf,
        OptionalDouble computed,
        OptionalDouble score,
        Optional<Band> band,
        double coverage,
        OptionalDouble low,
        OptionalDouble high,
        List<Contribution> contributions,
        List<FiredRule> rules,
        Optional<ScoreOverride> override,
        List<String> notes,
        Optional<NoScore> noScore) {

    /** Checks that there is a score, or a reason for none. */
    public HealthScore {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(asOf, "asOf");
        contributions = List.copyOf(contributions);
        rules = List.copyOf(rules);
        notes = List.copyOf(notes);
        if (score.isPresent() == noScore.isPresent() || score.isPresent() != band.isPresent()) {
            throw new IllegalArgumentException("account \"" + accountId
                    + "\" must have a score with its band, or a reason for none; give one of them");
        }
    }

    /**
     * Returns that no model applies to an account.
     *
     * @param accountId the account
     * @param asOf the instant
     * @return no score
     */
    public static HealthScore withoutModel(String accountId, Instant asOf) {
        return new HealthScore(
                accountId,
                Optional.empty(),
                asOf,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.of(NoScore.NO_MODEL));
    }

    /**
     * Tells whether the account would be in the same band whatever the missing values are.
     *
     * @return whether both bounds are in one band; false without a score
     */
    public boolean isBandCertain() {
        return low.isPresent()
                && high.isPresent()
                && model.isPresent()
                && bandOf(low.getAsDouble()).equals(bandOf(high.getAsDouble()));
    }

    private Band bandOf(double shown) {
        List<Band> bands = model.orElseThrow().bands();
        Band found = bands.get(0);
        for (Band each : bands) {
            found = shown >= each.from() ? each : found;
        }
        return found;
    }

    /**
     * Returns what a signal gives.
     *
     * @param signal the id of the signal
     * @return its contribution
     * @throws IllegalArgumentException if the model has no such signal
     */
    public Contribution contribution(String signal) {
        return contributions.stream()
                .filter(each -> each.signal().id().equals(signal))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("signal \"" + signal
                        + "\" must be one of the model, one of "
                        + contributions.stream().map(each -> each.signal().id()).toList()));
    }

    /**
     * Returns the score as lines that add up.
     *
     * @return the explanation
     */
    public Explanation explanation() {
        return Explanation.of(this);
    }
}
