/** Whether one cohort or segment keeps its customers better than another: at shared maturity, with one test that decides, and in words. */
@NullMarked
package io.csmetrics.cohort.comparison;

import org.jspecify.annotations.NullMarked;
