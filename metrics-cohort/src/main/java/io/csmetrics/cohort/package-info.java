/** Cohorts: what defines a retention table, what is counted for it, and the table itself, whose cells are never bare numbers. */
@NullMarked
package io.csmetrics.cohort;

import org.jspecify.annotations.NullMarked;
