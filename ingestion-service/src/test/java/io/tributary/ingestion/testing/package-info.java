/** What the service's tests stand on: a token issuer, the servers' addresses, and readers of topics. */
@NullMarked
package io.tributary.ingestion.testing;

import org.jspecify.annotations.NullMarked;
