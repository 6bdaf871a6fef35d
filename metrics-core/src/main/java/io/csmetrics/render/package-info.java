/** Pictures as plain SVG, readable without colour, in light and dark; they take plain data, and nothing imports this package. */
@NullMarked
package io.csmetrics.render;

import org.jspecify.annotations.NullMarked;
