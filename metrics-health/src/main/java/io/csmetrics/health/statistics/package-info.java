/** Statistics of scores and what happened: ranking, probabilities, regression, calibration, drift. It knows no model. */
@NullMarked
package io.csmetrics.health.statistics;

import org.jspecify.annotations.NullMarked;
