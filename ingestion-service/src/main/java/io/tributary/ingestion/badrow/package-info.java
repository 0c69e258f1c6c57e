/**
 * What was refused, kept with its reason and its original bytes. A row can be listed, repaired and sent through
 * the door again under its own message id.
 */
@NullMarked
package io.tributary.ingestion.badrow;

import org.jspecify.annotations.NullMarked;
