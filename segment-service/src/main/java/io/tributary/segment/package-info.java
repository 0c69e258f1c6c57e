/** Resolved events become profiles, profiles become memberships; the registry says which segments there are. */
@NullMarked
package io.tributary.segment;

import org.jspecify.annotations.NullMarked;
