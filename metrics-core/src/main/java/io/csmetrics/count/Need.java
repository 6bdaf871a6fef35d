package io.csmetrics.count;

import io.csmetrics.data.AccountFilter;
import io.csmetrics.period.Reading;
import java.io.Serializable;

/**
 * What a formula asks for: one counter, one reading, some accounts. Equal needs are counted once.
 *
 * @param counter what is counted
 * @param reading when, and with which knowledge
 * @param only which accounts
 */
public record Need(Counter counter, Reading reading, AccountFilter only) implements Serializable {}
