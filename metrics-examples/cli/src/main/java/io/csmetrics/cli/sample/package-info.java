/** Simulated records around a real or simulated ledger, whose true rates are known: for examples and for checking figures. */
@NullMarked
package io.csmetrics.cli.sample;

import org.jspecify.annotations.NullMarked;
