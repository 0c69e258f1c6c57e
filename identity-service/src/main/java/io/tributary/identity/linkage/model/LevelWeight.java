package io.tributary.identity.linkage.model;

/**
 * A level and what it says.
 *
 * @param matched share of matches at this level
 * @param byChance share of other pairs at this level
 */
public record LevelWeight(String level, double matched, double byChance, double bits) {}
