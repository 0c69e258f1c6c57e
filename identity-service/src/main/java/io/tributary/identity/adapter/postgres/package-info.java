/**
 * The store of the graph, its cache and its outbox. One transaction per changing batch, under the tenant's advisory lock.
 */
@NullMarked
package io.tributary.identity.adapter.postgres;

import org.jspecify.annotations.NullMarked;
