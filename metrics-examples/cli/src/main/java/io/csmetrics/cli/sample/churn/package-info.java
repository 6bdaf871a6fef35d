/** Simulated histories of accounts whose true probability of leaving is known at every moment: for testing health models and their backtests. */
@NullMarked
package io.csmetrics.cli.sample.churn;

import org.jspecify.annotations.NullMarked;
