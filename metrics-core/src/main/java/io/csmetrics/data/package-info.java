/** All records together: checked against each other, indexed, immutable; and how accounts are grouped and filtered. */
@NullMarked
package io.csmetrics.data;

import org.jspecify.annotations.NullMarked;
