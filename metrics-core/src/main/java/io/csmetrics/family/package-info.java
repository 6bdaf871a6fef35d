/** The formula families: small trees of values that say what to count and how to divide what was counted; they never see data. */
@NullMarked
package io.csmetrics.family;

import org.jspecify.annotations.NullMarked;
