/**
 * What people may ask of whoever keeps data about them: to see it, to be forgotten, not to be written to, not to be
 * processed. A request is asked of every system stage by stage, until all have answered.
 */
@NullMarked
package io.tributary.identity.privacy;

import org.jspecify.annotations.NullMarked;
