/**
 * What is kept of people and events as a file: rows in the columns of warehouses, written part by part from one view of the
 * index, so that an interrupted export goes on where it was and a finished one is whole.
 */
@NullMarked
package io.tributary.segment.export;

import org.jspecify.annotations.NullMarked;
