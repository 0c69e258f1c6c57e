/**
 * What happened: one entry per accepted message, the store of record for a person's past and for "where is my event".
 */
@NullMarked
package io.tributary.segment.history;

import org.jspecify.annotations.NullMarked;
