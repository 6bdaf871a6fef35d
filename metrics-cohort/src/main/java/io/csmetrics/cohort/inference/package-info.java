/** How sure a figure of few accounts is: confidence, intervals of shares, tests between shares and the adjustment for many tests. */
@NullMarked
package io.csmetrics.cohort.inference;

import org.jspecify.annotations.NullMarked;
