/** What an intervention did: arms compared with all that may spoil the comparison, and the sentence that may be said. */
@NullMarked
package io.csmetrics.cohort.experiment;

import org.jspecify.annotations.NullMarked;
