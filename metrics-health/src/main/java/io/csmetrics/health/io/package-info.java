/** Health models as JSON, in and out. */
@NullMarked
package io.csmetrics.health.io;

import org.jspecify.annotations.NullMarked;
