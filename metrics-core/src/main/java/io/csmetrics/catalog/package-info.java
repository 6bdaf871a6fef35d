/** The standard KPIs, one constant each: the documentation is the definition, the initialiser the formula. */
@NullMarked
package io.csmetrics.catalog;

import org.jspecify.annotations.NullMarked;
