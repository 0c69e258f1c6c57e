/** The audit log: entries of one tenant joined into a chain of hashes, so that a later change is seen. */
@NullMarked
package io.tributary.gateway.audit;

import org.jspecify.annotations.NullMarked;
