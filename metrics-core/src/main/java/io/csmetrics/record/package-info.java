/** The inputs: eight immutable records, what others computed for an account, and the located findings about bad ones. */
@NullMarked
package io.csmetrics.record;

import org.jspecify.annotations.NullMarked;
