package io.tributary.bench.evaluation;

/**
 * What is measured, and how long.
 *
 * @param people with a history of their own
 * @param repeats of each figure, in a process of its own each
 * @param warmUps iterations before anything is measured
 * @param iterations that are measured
 * @param seconds of each iteration
 */
public record EvaluationPlan(int people, int repeats, int warmUps, int iterations, int seconds) {}
