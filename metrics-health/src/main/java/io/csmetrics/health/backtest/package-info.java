/** Health scores against what really happened: what a score is worth, and what would be worth more. */
@NullMarked
package io.csmetrics.health.backtest;

import org.jspecify.annotations.NullMarked;
