/**
 * What a rule would select, without publishing it: how many people exactly, how many of them can be reached on which
 * channel and why the others cannot, and who they are for example.
 */
@NullMarked
package io.tributary.segment.preview;

import org.jspecify.annotations.NullMarked;
