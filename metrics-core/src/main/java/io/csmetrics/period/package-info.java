/** Reporting periods: half-open ranges of dates, the grains that cut them, and what was known when they are read. */
@NullMarked
package io.csmetrics.period;

import org.jspecify.annotations.NullMarked;
