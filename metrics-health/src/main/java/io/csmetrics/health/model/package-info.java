/** What a health model says: signals, how each is normalised, weights, coverage, rules, bands. Data only; nothing is scored here. */
@NullMarked
package io.csmetrics.health.model;

import org.jspecify.annotations.NullMarked;
