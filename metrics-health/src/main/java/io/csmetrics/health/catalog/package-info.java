/** The KPIs of customer health, the measures of single accounts that scores are made of, and the starter models. */
@NullMarked
package io.csmetrics.health.catalog;

import org.jspecify.annotations.NullMarked;
