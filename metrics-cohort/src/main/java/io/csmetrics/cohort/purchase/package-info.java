/** What customers without contract will buy: their purchases summed up, who is still a customer, and how much they will spend. */
@NullMarked
package io.csmetrics.cohort.purchase;

import org.jspecify.annotations.NullMarked;
