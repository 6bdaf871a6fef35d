/** What to do about a score, and about a model: the path to a better band, how much depends on each weight, and which signals have drifted. */
@NullMarked
package io.csmetrics.health.review;

import org.jspecify.annotations.NullMarked;
