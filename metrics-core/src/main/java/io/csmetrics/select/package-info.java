/** The language of who and what: units, populations, conditions, selectors and scopes, as values that JSON can also build. */
@NullMarked
package io.csmetrics.select;

import org.jspecify.annotations.NullMarked;
