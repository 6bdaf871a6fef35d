/** Cohorts as KPIs: tables that stand in sheets beside all other figures. */
@NullMarked
package io.csmetrics.cohort.catalog;

import org.jspecify.annotations.NullMarked;
