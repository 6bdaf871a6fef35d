/** Health models as JSON, in and out; files of signals and outcomes. */
@NullMarked
package io.csmetrics.health.io;

import org.jspecify.annotations.NullMarked;
