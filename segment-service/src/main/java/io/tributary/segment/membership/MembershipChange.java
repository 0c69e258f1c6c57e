package io.tributary.segment.membership;

/**
 * The standing of the profile in one segment, as it is to be told.
 *
 * @param since suite time in milliseconds: the bound from which it holds, not the moment it was noticed
 */
public record MembershipChange(String segment, int version, boolean member, long since, Cause cause) {}
