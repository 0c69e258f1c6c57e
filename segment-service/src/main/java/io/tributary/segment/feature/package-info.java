/**
 * What a profile remembers, so that every rule can be judged without its events: traits, contact, and its activity in
 * two resolutions. The state is one packed, versioned value; the search documents are made from the same state.
 */
@NullMarked
package io.tributary.segment.feature;

import org.jspecify.annotations.NullMarked;
