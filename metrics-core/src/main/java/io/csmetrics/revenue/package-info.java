/** Recurring revenue: the ledger of movements, the bridge and the retention facts read from it, and subscriptions turned into movements. */
@NullMarked
package io.csmetrics.revenue;

import org.jspecify.annotations.NullMarked;
