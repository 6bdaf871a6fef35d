package io.csmetrics.cohort.source;

import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.RetentionDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** In which window of a unit a day falls, and how many of its windows had begun and ended on the last known day. One unit at a time. */
abstract class Windows {
    /** The last known day. */
    final int asOf;

    Windows(int asOf) {
        this.asOf = asOf;
    }

    /**
     * Returns the windows of a definition whose index counts days or calendar periods.
     *
     * @param firstDay no entry is before it
     */
    static Windows of(RetentionDefinition definition, int firstDay) {
        int asOf = Math.toIntExact(definition.asOf().toEpochDay());
        PeriodIndex index = definition.index();
        if (index instanceof PeriodIndex.Calendar calendar) {
            return new OfCalendar(new DayNumbers(calendar.interval(), Math.min(firstDay, asOf), asOf + 1), asOf);
        }
        if (index instanceof PeriodIndex.Rolling rolling) {
            return new OfDays(rolling.days(), asOf);
        }
        if (index instanceof PeriodIndex.Exact24h) {
            return new OfDays(1, asOf);
        }
        return new OfAnniversaries(index, asOf);
    }

    /** Begins a unit whose window 0 holds a day. */
    abstract void enter(int day);

    /** The window of a day, up to the one after the last known day. */
    abstract int index(int day);

    int begun() {
        return index(asOf) + 1;
    }

    int ended() {
        return index(asOf + 1);
    }

    private static final class OfCalendar extends Windows {
        private final DayNumbers numbers;
        private int base;

        OfCalendar(DayNumbers numbers, int asOf) {
            super(asOf);
            this.numbers = numbers;
        }

        @Override
        void enter(int day) {
            base = numbers.of(day);
        }

        @Override
        int index(int day) {
            return numbers.of(day) - base;
        }
    }

    private static final class OfDays extends Windows {
        private final int length;
        private int base;

        OfDays(int length, int asOf) {
            super(asOf);
            this.length = length;
        }

        @Override
        void enter(int day) {
            base = day;
        }

        @Override
        int index(int day) {
            return Math.floorDiv(day - base, length);
        }
    }

    private static final class OfAnniversaries extends Windows {
        private final PeriodIndex by;
        private Instant entry = Instant.EPOCH;

        OfAnniversaries(PeriodIndex by, int asOf) {
            super(asOf);
            this.by = by;
        }

        @Override
        void enter(int day) {
            entry = start(day);
        }

        @Override
        int index(int day) {
            return by.index(entry, start(day), ZoneOffset.UTC);
        }

        /** Local days are told apart already: any zone without changes of clocks will do. */
        private static Instant start(int day) {
            return LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }
}
