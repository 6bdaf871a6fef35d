/** Benchmarks of the revenue ledger and of health scores beside DuckDB and plain Java, on one generated book of accounts. */
@NullMarked
package io.csmetrics.benchmarks;

import org.jspecify.annotations.NullMarked;
