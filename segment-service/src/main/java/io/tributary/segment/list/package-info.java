/**
 * Segments that are uploaded lists: identifiers as keyed digests, the people whom contacts say they belong to, and the word
 * to the topology that somebody is on a list or not any more. The topology decides memberships as for every segment.
 */
@NullMarked
package io.tributary.segment.list;

import org.jspecify.annotations.NullMarked;
