/** Facts that add, exact quotients of them, and the cells and grids in which they are counted: arithmetic that knows no data. */
@NullMarked
package io.csmetrics.facts;

import org.jspecify.annotations.NullMarked;
