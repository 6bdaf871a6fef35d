/** Files in and out: activity and durations are read; retention tables and survival curves are written as JSON, CSV and Markdown. */
@NullMarked
package io.csmetrics.cohort.io;

import org.jspecify.annotations.NullMarked;
