package io.csmetrics.health.backtest;

import java.util.Locale;
import java.util.Objects;

/**
 * What the reader of a backtest must know before believing its figures. It stands beside them and hides none.
 *
 * @param kind what it is about
 * @param sentence what was found and what to do, in plain words with the numbers
 */
public record Verdict(Kind kind, String sentence) {
    /** Fewer churned accounts than this are few. */
    public static final int CHURNERS_NEEDED = 20;

    /** An area under the ROC curve above this one is too good to be true. */
    public static final double HIGHEST_BELIEVED_AUC = 0.98;

    /** So many different scores, or fewer, are labels. */
    public static final int MOST_LABELS = 2;

    /** What verdicts are about. */
    public enum Kind {
        /** Fewer than {@value Verdict#CHURNERS_NEEDED} accounts churned. */
        FEW_CHURNERS,
        /** The interval of the area under the ROC curve holds one half, which is chance. */
        NO_EVIDENCE,
        /** The area is above {@value Verdict#HIGHEST_BELIEVED_AUC}, or an account was scored twice at one instant. */
        POSSIBLE_LEAKAGE,
        /** There are at most {@value Verdict#MOST_LABELS} different scores. */
        LABELS_AS_SCORES;

        /**
         * Returns the kind as JSON writes it.
         *
         * @return such as {@code few-churners}
         */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Checks that both parts are there. */
    public Verdict {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
    }
}
