/**
 * The profile as it can be asked for: found by id, identifier or prefix, and counted by rule. The topology decides what
 * a profile is; here it is only kept findable.
 */
@NullMarked
package io.tributary.segment.profile;

import org.jspecify.annotations.NullMarked;
