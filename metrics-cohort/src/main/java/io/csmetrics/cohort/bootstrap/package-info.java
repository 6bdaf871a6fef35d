/** How sure a revenue ratio is: accounts drawn anew, how much hangs on a few of them, and what remains without the largest. */
@NullMarked
package io.csmetrics.cohort.bootstrap;

import org.jspecify.annotations.NullMarked;
