package io.csmetrics.health.statistics;

import java.util.Arrays;

/** The distinct scores, rising, with the accounts and events at each; what is fitted to counts cannot depend on the order of rows. */
final class ScoreLevels {
    final double[] scores;
    final int[] accounts;
    final int[] events;

    ScoreLevels(double[] scores, boolean[] happened) {
        Columns.requireRows("scores", scores.length, "happened", happened.length);
        double[] checked = Columns.requireFinite("score", scores);
        this.scores = Columns.distinct(checked);
        accounts = new int[this.scores.length];
        events = new int[this.scores.length];
        for (int row = 0; row < checked.length; row++) {
            int level = Arrays.binarySearch(this.scores, checked[row]);
            accounts[level]++;
            if (happened[row]) {
                events[level]++;
            }
        }
    }

    boolean oneClass() {
        int all = Arrays.stream(events).sum();
        return all == 0 || all == Arrays.stream(accounts).sum();
    }
}
