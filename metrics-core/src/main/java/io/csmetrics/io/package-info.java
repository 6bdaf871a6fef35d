/** CSV, JSON Lines and JSON in and out; nothing imports this package, and no other reads files. */
@NullMarked
package io.csmetrics.io;

import org.jspecify.annotations.NullMarked;
