package io.csmetrics.health.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What becomes of a signal without a usable value: missing, stale or invalid. Whatever it is, the signal lowers the coverage. A signal
 * that does not apply to an account is another thing: it is left out altogether.
 */
public sealed interface MissingPolicy {
    /** The signal is left out of the mean; the other signals of its group share its weight. */
    record Exclude() implements MissingPolicy {}

    /**
     * A fixed sub-score.
     *
     * @param score the sub-score, 0 to 100
     */
    record Fixed(double score) implements MissingPolicy {
        /** Checks the score. */
        public Fixed {
            new PartCheck()
                    .that(Normaliser.isScore(score), "missing", PartCheck.text(score) + " is outside 0–100")
                    .done();
        }
    }

    /** The newest value that is not blank, as long as it is not older than the signal's maximum age; without one, left out. */
    record Last() implements MissingPolicy {}

    /**
     * The median sub-score of the account's segment, frozen when the model was made; left out where the segment has none.
     *
     * @param bySegment the sub-score of each segment, 0 to 100
     */
    record SegmentMedian(SortedMap<String, Double> bySegment) implements MissingPolicy {
        /** Checks the scores and copies them. */
        public SegmentMedian {
            bySegment = Collections.unmodifiableSortedMap(new TreeMap<>(bySegment));
            PartCheck check =
                    new PartCheck().that(!bySegment.isEmpty(), "segmentMedian", "at least one segment must be there");
            bySegment.forEach((segment, score) -> check.that(
                    Normaliser.isScore(score),
                    "segmentMedian",
                    "\"" + segment + "\" " + PartCheck.text(score) + " is outside 0–100"));
            check.done();
        }
    }

    /** The account has no score without this signal. */
    record Required() implements MissingPolicy {}
}
