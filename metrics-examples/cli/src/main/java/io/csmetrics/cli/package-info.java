/** The csmetrics command line: reads a folder of files, prints figures as text, JSON or CSV, writes a report. An example application. */
@NullMarked
package io.csmetrics.cli;

import org.jspecify.annotations.NullMarked;
