/**
 * What a tenant keeps out of the log: members of calls that are dropped, or replaced by a keyed digest, before anything is
 * written. It works on the client's own bytes, so everything else stays as it was sent.
 */
@NullMarked
package io.tributary.ingestion.privacy;

import org.jspecify.annotations.NullMarked;
