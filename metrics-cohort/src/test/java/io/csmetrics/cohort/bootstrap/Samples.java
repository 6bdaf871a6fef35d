package io.csmetrics.cohort.bootstrap;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Short ways to write samples. */
final class Samples {
    private Samples() {}

    /** Numerators and denominators in turn; the accounts are a0, a1 and so on. */
    static RatioSample of(long... cells) {
        return (RatioSample) sampling(cells);
    }

    static Sampling sampling(long... cells) {
        return RatioSample.of("retention", parts(cells));
    }

    static List<AccountRatio> parts(long... cells) {
        List<AccountRatio> parts = new ArrayList<>();
        for (int i = 0; i < cells.length; i += 2) {
            parts.add(part("a" + i / 2, cells[i], cells[i + 1]));
        }
        return parts;
    }

    static AccountRatio part(String id, long numerator, long denominator) {
        return new AccountRatio(id, BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator));
    }

    /** Of each account of a number of equal ones, kept in full or not at all in turn, as the pattern says. */
    static RatioSample accounts(int accounts, long base, int keptOfTen) {
        long[] cells = new long[2 * accounts];
        for (int i = 0; i < accounts; i++) {
            cells[2 * i] = i % 10 < keptOfTen ? base : 0;
            cells[2 * i + 1] = base;
        }
        return of(cells);
    }
}
