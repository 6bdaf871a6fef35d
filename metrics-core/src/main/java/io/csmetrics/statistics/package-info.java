/** What figures of samples need in every module: counted shares with their intervals, and random numbers that are the same everywhere. */
@NullMarked
package io.csmetrics.statistics;

import org.jspecify.annotations.NullMarked;
