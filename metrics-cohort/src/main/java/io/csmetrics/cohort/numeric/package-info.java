/** Maxima of smooth functions, for the models that are fitted by likelihood. Inside the module only. */
@NullMarked
package io.csmetrics.cohort.numeric;

import org.jspecify.annotations.NullMarked;
