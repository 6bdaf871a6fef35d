/** Scorecards over KPIs: targets, triggers, what moved a number, and a report as data in six sections. */
@NullMarked
package io.csmetrics.scorecard;

import org.jspecify.annotations.NullMarked;
