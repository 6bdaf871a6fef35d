/** KPIs: definitions with names that people quote, the one engine that counts and answers many of them, and explained results. */
@NullMarked
package io.csmetrics.kpi;

import org.jspecify.annotations.NullMarked;
