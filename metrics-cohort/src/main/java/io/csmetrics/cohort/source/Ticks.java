package io.csmetrics.cohort.source;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** Different whole numbers of one unit, such as the days on which it was active, in ascending order. */
interface Ticks {
    void add(long tick);

    /** Passes every number from a first one on. */
    void from(long first, LongConsumer out);

    /** Whether there is a number below one. */
    boolean anyBelow(long tick);

    /** Days or periods: a bit for each from the first to the last. */
    static Ticks dense() {
        return new Dense();
    }

    /** Instants: one number for each. */
    static Ticks sparse() {
        return new Sparse();
    }

    /** A bit for each number of a span that grows at both ends. */
    final class Dense implements Ticks {
        private long base;
        private long[] words = {};

        @Override
        public void add(long tick) {
            long word = tick >> 6;
            if (words.length == 0) {
                base = word;
                words = new long[1];
            } else if (word < base) {
                long[] wider = new long[Math.toIntExact(base - word) + words.length];
                System.arraycopy(words, 0, wider, wider.length - words.length, words.length);
                words = wider;
                base = word;
            } else if (word >= base + words.length) {
                words = Arrays.copyOf(words, Math.toIntExact(word - base) + 1);
            }
            words[(int) (word - base)] |= 1L << tick;
        }

        @Override
        public void from(long first, LongConsumer out) {
            for (int i = 0; i < words.length; i++) {
                long word = words[i];
                while (word != 0) {
                    long tick = ((base + i) << 6) + Long.numberOfTrailingZeros(word);
                    if (tick >= first) {
                        out.accept(tick);
                    }
                    word &= word - 1;
                }
            }
        }

        @Override
        public boolean anyBelow(long tick) {
            for (int i = 0; i < words.length; i++) {
                if (words[i] != 0) {
                    return ((base + i) << 6) + Long.numberOfTrailingZeros(words[i]) < tick;
                }
            }
            return false;
        }
    }

    /** A sorted list, brought into order when it is full or read. */
    final class Sparse implements Ticks {
        private static final int LEAST = 8;

        private long[] ticks = new long[LEAST];
        private int size;
        private boolean sorted = true;

        @Override
        public void add(long tick) {
            if (size > 0 && ticks[size - 1] == tick) {
                return;
            }
            if (size == ticks.length) {
                sort();
                if (size > ticks.length / 2) {
                    ticks = Arrays.copyOf(ticks, ticks.length + ticks.length / 2);
                }
            }
            sorted &= size == 0 || ticks[size - 1] < tick;
            ticks[size++] = tick;
        }

        private void sort() {
            if (sorted) {
                return;
            }
            Arrays.sort(ticks, 0, size);
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (kept == 0 || ticks[i] != ticks[kept - 1]) {
                    ticks[kept++] = ticks[i];
                }
            }
            size = kept;
            sorted = true;
        }

        @Override
        public void from(long first, LongConsumer out) {
            sort();
            for (int i = 0; i < size; i++) {
                if (ticks[i] >= first) {
                    out.accept(ticks[i]);
                }
            }
        }

        @Override
        public boolean anyBelow(long tick) {
            sort();
            return size > 0 && ticks[0] < tick;
        }
    }
}
