package io.csmetrics.cohort.survival;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long each unit of a group lasted, as far as it is known: a duration that ended in an event, such as churn, or one that was still
 * running when it was last seen (censored). Immutable; the order of the rows is not kept.
 *
 * <p>Durations are of any one unit of time. Times are equal only where their numbers are: whole days are safe, computed fractions are not.
 * A unit whose early life was not watched has an entry, the age at which watching began (left truncation). A unit without an entry is
 * at risk from before 0, so that an event at 0 counts.
 */
public final class Durations {
    /** The cause of an event for which none was given. */
    public static final String NO_CAUSE = "(none)";

    /** Before every time, so that whoever entered here is always at risk. */
    static final double BEFORE_ALL = -1;

    private final double[] entries;
    private final double[] events;
    private final double[] censored;
    private final List<String> causes;
    private final double[][] eventsOfCause;

    private Durations(
            double[] entries, double[] censored, double[] events, List<String> causes, double[][] eventsOfCause) {
        this.entries = entries;
        this.censored = censored;
        this.events = events;
        this.causes = causes;
        this.eventsOfCause = eventsOfCause;
    }

    /**
     * Returns durations without entries.
     *
     * @param durations the durations, finite and 0 or more; not changed
     * @param observed for each whether it ended in an event, rather than being censored
     * @return the durations
     * @throws IllegalArgumentException if the columns differ in length
     * @throws InvalidDataException with every row that breaks a rule
     */
    public static Durations of(double[] durations, boolean[] observed) {
        requireRows("observed", observed.length, durations.length);
        Builder builder = builder();
        for (int row = 0; row < durations.length; row++) {
            builder.add(durations[row], observed[row]);
        }
        return builder.build();
    }

    /**
     * Returns durations with entries.
     *
     * @param entries the age of each unit when it was first watched, finite, 0 or more and before its duration; not changed
     * @param durations the durations, finite; not changed
     * @param observed for each whether it ended in an event, rather than being censored
     * @return the durations
     * @throws IllegalArgumentException if the columns differ in length
     * @throws InvalidDataException with every row that breaks a rule
     */
    public static Durations of(double[] entries, double[] durations, boolean[] observed) {
        requireRows("entries", entries.length, durations.length);
        requireRows("observed", observed.length, durations.length);
        Builder builder = builder();
        for (int row = 0; row < durations.length; row++) {
            builder.add(entries[row], durations[row], observed[row]);
        }
        return builder.build();
    }

    private static void requireRows(String column, int rows, int durations) {
        if (rows != durations) {
            throw new IllegalArgumentException(
                    column + " has " + rows + " rows and must have one for each of the " + durations + " durations");
        }
    }

    /**
     * Begins durations that are checked strictly.
     *
     * @return the builder; {@link Builder#build()} throws where a row breaks a rule
     */
    public static Builder builder() {
        return new Builder(new Findings(), true);
    }

    /**
     * Begins durations whose bad rows are told and left out, so that several groups or files are checked before any is refused.
     *
     * @param findings takes every row that breaks a rule; the caller decides what follows
     * @return the builder; {@link Builder#build()} never throws
     */
    public static Builder builder(Findings findings) {
        return new Builder(findings, false);
    }

    /**
     * Returns how many units there are.
     *
     * @return the number
     */
    public int n() {
        return events.length + censored.length;
    }

    /**
     * Returns how many units ended in an event.
     *
     * @return the number, of all causes
     */
    public int events() {
        return events.length;
    }

    /**
     * Returns the causes of the events.
     *
     * @return the causes in ascending order, {@link #NO_CAUSE} among them where an event has none
     */
    public List<String> causes() {
        return causes;
    }

    /**
     * Tells whether some unit was watched from a later age on only.
     *
     * @return whether an entry was given
     */
    public boolean hasEntries() {
        return entries.length > 0;
    }

    /**
     * Returns the largest duration, at which the last unit was seen.
     *
     * @return the time, empty where there is no unit
     */
    public OptionalDouble lastFollowUp() {
        return n() == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.max(last(events), last(censored)));
    }

    /**
     * Returns how many units are at risk at a time. Defined as the number with {@code entry < time <= duration}.
     *
     * @param time the time
     * @return the number
     */
    public int atRisk(double time) {
        int entered = hasEntries() ? below(entries, time) : n();
        return entered - below(events, time) - below(censored, time);
    }

    /**
     * Returns the same durations as if watching had ended at a time: who lasted longer is censored there, and who entered then or later
     * is left out.
     *
     * @param time the time
     * @return the durations up to the time, an event at it included
     */
    public Durations cutAt(double time) {
        double after = Math.nextUp(time);
        int entered = hasEntries() ? below(entries, time) : n();
        double[] eventsUpTo = Arrays.copyOf(events, below(events, after));
        int ended = below(censored, after);
        // who entered after the time lasted beyond it, so that the others among the longer lives are the rest
        double[] censoredUpTo = Arrays.copyOf(censored, entered - eventsUpTo.length);
        Arrays.fill(censoredUpTo, ended, censoredUpTo.length, time);
        List<String> causesUpTo = new ArrayList<>();
        List<double[]> eventsOfCauseUpTo = new ArrayList<>();
        for (int cause = 0; cause < causes.size(); cause++) {
            double[] ofCause = eventsOfCause[cause];
            int n = below(ofCause, after);
            if (n > 0) {
                causesUpTo.add(causes.get(cause));
                eventsOfCauseUpTo.add(Arrays.copyOf(ofCause, n));
            }
        }
        return new Durations(
                hasEntries() ? Arrays.copyOf(entries, entered) : entries,
                censoredUpTo,
                eventsUpTo,
                List.copyOf(causesUpTo),
                eventsOfCauseUpTo.toArray(double[][]::new));
    }

    /** Returns how many units are censored from a time on, but before another. */
    int censoredBetween(double from, double beforeTime) {
        return below(censored, beforeTime) - below(censored, from);
    }

    /** Returns the first time after which nobody is at risk, though others enter later; empty where there is none. */
    OptionalDouble unwatchedFrom() {
        double last = lastFollowUp().orElse(0);
        int entered = 0;
        int ended = 0;
        int left = 0;
        double time = 0;
        while (hasEntries() && time < last) {
            while (entered < entries.length && entries[entered] <= time) {
                entered++;
            }
            while (ended < events.length && events[ended] <= time) {
                ended++;
            }
            while (left < censored.length && censored[left] <= time) {
                left++;
            }
            if (entered == ended + left) {
                return OptionalDouble.of(time);
            }
            time = Math.min(
                    ended < events.length ? events[ended] : last, left < censored.length ? censored[left] : last);
        }
        return OptionalDouble.empty();
    }

    /** Returns when units entered, ascending, some before 0; empty where no unit entered late. */
    double[] sortedEntries() {
        return entries;
    }

    /** Returns the times of events, ascending. */
    double[] sortedEvents() {
        return events;
    }

    /** Returns the times of censoring, ascending. */
    double[] sortedCensored() {
        return censored;
    }

    /** Returns the distinct times of events, ascending. */
    double[] distinctEvents() {
        double[] distinct = new double[events.length];
        int n = 0;
        for (double time : events) {
            if (n == 0 || distinct[n - 1] < time) {
                distinct[n++] = time;
            }
        }
        return Arrays.copyOf(distinct, n);
    }

    /** Returns the times of events of one cause, ascending. */
    double[] sortedEventsOf(int cause) {
        return eventsOfCause[cause];
    }

    private static double last(double[] ascending) {
        return ascending.length == 0 ? BEFORE_ALL : ascending[ascending.length - 1];
    }

    private static int below(double[] ascending, double time) {
        int from = 0;
        int to = ascending.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ascending[middle] < time) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /**
     * Returns a short description, such as {@code 42 durations, 30 events}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return n() + " durations, " + events() + " events" + (hasEntries() ? ", with entries" : "");
    }

    /** Builds {@link Durations} row by row, without an object for each. Not safe for use by several threads. */
    public static final class Builder {
        private static final int CENSORED = -1;
        private static final int FIRST_ROWS = 64;

        private final Findings findings;
        private final boolean strict;
        private double[] entries = {};
        private double[] durations = {};
        private int[] causeOfRow = {};
        private int size;
        private boolean entered;
        private final Map<String, Integer> causeCodes = new HashMap<>();
        private String source = "durations";
        private long given;
        private long line;

        private Builder(Findings findings, boolean strict) {
            this.findings = findings;
            this.strict = strict;
        }

        /**
         * Names the place of the next row, for findings. Without it a row is located by its position, counted from 1.
         *
         * @param file the name of the file or list
         * @param lineOfFile the line
         * @return this builder
         */
        public Builder at(String file, long lineOfFile) {
            source = file;
            line = lineOfFile;
            return this;
        }

        /**
         * Adds a unit that was watched from its start on.
         *
         * @param duration how long it lasted, finite and 0 or more
         * @param observed whether it ended in an event, rather than being censored
         * @return this builder
         */
        public Builder add(double duration, boolean observed) {
            return add(BEFORE_ALL, duration, observed ? NO_CAUSE : null, true);
        }

        /**
         * Adds a unit that was watched from its start on and ended for a reason.
         *
         * @param duration how long it lasted, finite and 0 or more
         * @param cause why it ended, not blank
         * @return this builder
         */
        public Builder add(double duration, String cause) {
            return add(BEFORE_ALL, duration, cause, true);
        }

        /**
         * Adds a unit that was watched from an age on.
         *
         * @param entry the age, finite and 0 or more: the unit is at risk after it
         * @param duration how long it lasted from its start, not from its entry, finite and above {@code entry}
         * @param observed whether it ended in an event, rather than being censored
         * @return this builder
         */
        public Builder add(double entry, double duration, boolean observed) {
            return add(entry, duration, observed ? NO_CAUSE : null, false);
        }

        /**
         * Adds a unit that was watched from an age on and ended for a reason.
         *
         * @param entry the age, finite and 0 or more: the unit is at risk after it
         * @param duration how long it lasted from its start, not from its entry, finite and above {@code entry}
         * @param cause why it ended, not blank
         * @return this builder
         */
        public Builder add(double entry, double duration, String cause) {
            return add(entry, duration, cause, false);
        }

        /** Adds a unit; without a cause it is censored. One that was watched from its start on entered before all times. */
        Builder add(double entry, double duration, @Nullable String cause, boolean fromStart) {
            given++;
            boolean sound = isTime("duration", duration);
            if (!fromStart && isTime("entry", entry) && sound && entry >= duration) {
                refuse(
                        "entry",
                        entry,
                        "must be before the duration " + duration,
                        "leave out a unit that was watched for no time");
                sound = false;
            }
            if (cause != null && cause.isBlank()) {
                refuse("cause", cause, "must not be blank", "name it, or say only that the unit ended");
                sound = false;
            }
            line = 0;
            if (sound && (fromStart || entry >= 0)) {
                append(entry, duration, cause);
            }
            entered |= !fromStart;
            return this;
        }

        private boolean isTime(String field, double value) {
            boolean sound = value >= 0 && value < Double.POSITIVE_INFINITY;
            if (!sound) {
                refuse(field, value, "must be a finite number, 0 or more", "count the time from the unit's start");
            }
            return sound;
        }

        private void refuse(String field, Object value, String rule, String remedy) {
            findings.add(Finding.error(source, line > 0 ? line : given, field, value, rule, remedy));
        }

        private void append(double entry, double duration, @Nullable String cause) {
            if (size == durations.length) {
                int rows = Math.max(FIRST_ROWS, size + (size >> 1));
                entries = Arrays.copyOf(entries, rows);
                durations = Arrays.copyOf(durations, rows);
                causeOfRow = Arrays.copyOf(causeOfRow, rows);
            }
            // adding 0 turns -0 into 0, which sorting would tell apart
            entries[size] = entry + 0.0;
            durations[size] = duration + 0.0;
            causeOfRow[size] = cause == null ? CENSORED : causeCodes.computeIfAbsent(cause, first -> causeCodes.size());
            size++;
        }

        /**
         * Builds the durations.
         *
         * @return the durations; none is allowed
         * @throws InvalidDataException with every row that breaks a rule, unless findings were handed to the builder
         */
        public Durations build() {
            if (strict) {
                findings.throwIfErrors();
            }
            SortedMap<String, Integer> codeByCause = new TreeMap<>(causeCodes);
            double[][] byCode = sortedByCode();
            double[][] eventsOfCause =
                    codeByCause.values().stream().map(code -> byCode[code + 1]).toArray(double[][]::new);
            double[] entriesOfAll = entered ? Arrays.copyOf(entries, size) : new double[0];
            Arrays.sort(entriesOfAll);
            return new Durations(
                    entriesOfAll,
                    byCode[CENSORED + 1],
                    joined(eventsOfCause),
                    List.copyOf(codeByCause.keySet()),
                    eventsOfCause);
        }

        /** Returns the durations of each code, from that of the censored ones on. */
        private double[][] sortedByCode() {
            int[] counts = new int[causeCodes.size() + 1];
            for (int row = 0; row < size; row++) {
                counts[causeOfRow[row] + 1]++;
            }
            double[][] byCode = new double[counts.length][];
            Arrays.setAll(byCode, code -> new double[counts[code]]);
            for (int row = size - 1; row >= 0; row--) {
                int code = causeOfRow[row] + 1;
                byCode[code][--counts[code]] = durations[row];
            }
            for (double[] times : byCode) {
                Arrays.sort(times);
            }
            return byCode;
        }

        private static double[] joined(double[][] parts) {
            if (parts.length == 1) {
                return parts[0];
            }
            double[] all = Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
            Arrays.sort(all);
            return all;
        }
    }
}
