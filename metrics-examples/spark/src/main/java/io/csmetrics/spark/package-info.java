/** The numbers of the library from a cluster: parts of the accounts are counted apart, added, and divided once. */
@NullMarked
package io.csmetrics.spark;

import org.jspecify.annotations.NullMarked;
