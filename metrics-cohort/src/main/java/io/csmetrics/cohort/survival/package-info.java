/**
 * How long customers stay, from durations of which many are not over yet: curves, life tables, tests between groups, reasons of leaving.
 *
 * <p>At one time events come before censorings: a unit censored at a time is still at risk then. A unit that entered late is at risk
 * where {@code entry < time <= duration}. No figure depends on the order of the rows.
 */
@NullMarked
package io.csmetrics.cohort.survival;

import org.jspecify.annotations.NullMarked;
