package io.csmetrics.count;

/**
 * What no counter of this module can say: a grid of another module's own {@link io.csmetrics.facts.Facts}, such as the triangles of
 * cohorts. Sums of single accounts are simpler by {@link PerAccountCounter}.
 *
 * <p>An implementation is a value, best a record: equal ones are counted once, and it holds values only, no names of parameters. It looks
 * at nothing but the data and what is visible in each reading, and its facts add up over any partition of the accounts.
 */
public non-sealed interface OpenCounter extends Counter {}
