package io.csmetrics.cohort;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** When a unit counts as retained in a window. */
public sealed interface Criterion extends Serializable {

    /** Active in the window itself. The share may rise with age: retention is not a funnel. */
    record On() implements Criterion {
        @Override
        public String toString() {
            return "on";
        }
    }

    /**
     * Active in the window or a later one. Seen to the last known day such a share is always cut short: young cells are too low, and
     * the last complete one equals the exact share but for what is known of the window after it. Every cell tells how many further
     * complete windows it could see.
     *
     * @param within how many windows are looked at, from the cell's own, the same for each cohort; 0 for all to the last known day
     */
    record OnOrAfter(int within) implements Criterion {
        /** Checks the number of windows. */
        public OnOrAfter {
            requireLeast("within", within, 0);
        }

        @Override
        public String toString() {
            return within == 0 ? "on-or-after" : "on-or-after:within-" + within;
        }
    }

    /**
     * Active in one of several windows, which are one column of the table.
     *
     * @param ranges the columns, which ascend and do not overlap
     */
    record Brackets(List<Range> ranges) implements Criterion {
        /** Checks the order. */
        public Brackets {
            ranges = List.copyOf(ranges);
            if (ranges.isEmpty()) {
                throw new IllegalArgumentException("brackets must be at least one; give a range of windows");
            }
            for (int i = 1; i < ranges.size(); i++) {
                if (ranges.get(i).from() < ranges.get(i - 1).toExclusive()) {
                    throw new IllegalArgumentException("bracket " + ranges.get(i) + " must not begin before the end of "
                            + ranges.get(i - 1) + "; give ranges in ascending order");
                }
            }
        }

        /**
         * Returns brackets that follow each other from window 0.
         *
         * @param widths how many windows each has
         * @return the brackets
         */
        public static Brackets ofWidths(int... widths) {
            List<Range> ranges = new ArrayList<>();
            int from = 0;
            for (int width : widths) {
                ranges.add(new Range(from, Math.addExact(from, width)));
                from += width;
            }
            return new Brackets(ranges);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("brackets:");
            for (Range range : ranges) {
                text.append(text.charAt(text.length() - 1) == ':' ? "" : ",").append(range);
            }
            return text.toString();
        }
    }

    /**
     * Windows that follow each other.
     *
     * @param from the first window, 0 or more
     * @param toExclusive the window after the last
     */
    record Range(int from, int toExclusive) implements Serializable {
        /** Checks that there is a window. */
        public Range {
            if (from < 0 || toExclusive <= from) {
                throw new IllegalArgumentException("range from " + from + " to " + toExclusive
                        + " must begin at 0 or later and end after its beginning");
            }
        }

        @Override
        public String toString() {
            return from + "-" + (toExclusive - 1);
        }
    }

    /** Active in every window from 0 to the cell's own. It never rises. */
    record Streak() implements Criterion {
        @Override
        public String toString() {
            return "streak";
        }
    }

    /**
     * Active so often in the window.
     *
     * @param times the least number of different instants, at least 1
     */
    record AtLeast(int times) implements Criterion {
        /** Checks the number. */
        public AtLeast {
            requireLeast("times", times, 1);
        }

        @Override
        public String toString() {
            return "at-least:" + times;
        }
    }

    private static void requireLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " " + value + " must be at least " + least);
        }
    }
}
