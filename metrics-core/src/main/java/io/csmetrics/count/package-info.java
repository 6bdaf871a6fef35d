/** Counting: each counter reads the data once for many periods and cells, and gives facts that add. */
@NullMarked
package io.csmetrics.count;

import org.jspecify.annotations.NullMarked;
