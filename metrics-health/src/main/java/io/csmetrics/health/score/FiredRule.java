package io.csmetrics.health.score;

import io.csmetrics.health.model.HealthRule;

/**
 * A rule that held when an account was scored.
 *
 * @param rule the rule
 * @param effect by how many points it moved the score; 0 where another rule, or the score itself, was as far already
 */
public record FiredRule(HealthRule rule, double effect) {}
