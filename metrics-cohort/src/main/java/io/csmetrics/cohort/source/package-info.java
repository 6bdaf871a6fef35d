/** Where retention tables are counted from: a revenue ledger, a stream of activity, the contracts of accounts. */
@NullMarked
package io.csmetrics.cohort.source;

import org.jspecify.annotations.NullMarked;
