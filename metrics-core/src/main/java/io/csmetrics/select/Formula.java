package io.csmetrics.select;

import java.io.Serializable;

/** What a parameter can stand for when it designates a KPI: the formula families of {@code io.csmetrics.family}. */
public interface Formula extends Serializable {}
