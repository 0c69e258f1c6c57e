/** Tests of the rule language. */
@NullMarked
package io.tributary.segment.rule;

import org.jspecify.annotations.NullMarked;
