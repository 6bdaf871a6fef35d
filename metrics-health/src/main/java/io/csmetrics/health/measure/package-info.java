/** Signals that are KPIs measured of each account, and scores that become KPIs. */
@NullMarked
package io.csmetrics.health.measure;

import org.jspecify.annotations.NullMarked;
