/**
 * A tracking plan proposed from what was sent in the last days: which events there were, with which properties, of which
 * types. It is only proposed; nobody's events are judged by it until somebody posts it.
 */
@NullMarked
package io.tributary.ingestion.infer;

import org.jspecify.annotations.NullMarked;
