/** Scores of one model over time: the band that counts, the trend, and what moved a score. */
@NullMarked
package io.csmetrics.health.history;

import org.jspecify.annotations.NullMarked;
