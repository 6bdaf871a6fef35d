package io.csmetrics.cli;

import java.util.Locale;

/** How a result is written. */
enum Format {
    /** Aligned text, rounded for reading. */
    TABLE,
    /** Exact numbers in one JSON object. */
    JSON,
    /** Exact numbers in a CSV file. */
    CSV;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
