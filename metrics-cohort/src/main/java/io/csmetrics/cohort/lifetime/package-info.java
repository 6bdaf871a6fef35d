/** What customers under contract will be worth: projected retention, lifetimes and their value, and the forecast of net revenue retention. */
@NullMarked
package io.csmetrics.cohort.lifetime;

import org.jspecify.annotations.NullMarked;
