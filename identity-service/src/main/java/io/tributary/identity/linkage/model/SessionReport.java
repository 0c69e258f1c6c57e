package io.tributary.identity.linkage.model;

/**
 * What a rule's blocks taught.
 *
 * @param matches how many of its pairs are matches, as the session believes
 */
public record SessionReport(String rule, long pairs, double matches, int iterations, Training training) {}
