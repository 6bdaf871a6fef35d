/** Scores accounts by health models: one account with everything explained, or columns of millions with the same numbers. */
@NullMarked
package io.csmetrics.health.score;

import org.jspecify.annotations.NullMarked;
