/**
 * Computed traits: measures of what somebody did, with a name by which rules compare them as traits. A name belongs to one
 * trait for ever; its measure can be revised, and whatever refers to the name follows.
 */
@NullMarked
package io.tributary.segment.computed;

import org.jspecify.annotations.NullMarked;
