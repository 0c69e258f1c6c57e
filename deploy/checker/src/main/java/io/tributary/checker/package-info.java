/**
 * The judge of "nothing acknowledged is lost and nothing counts twice". It knows the client's ledger of acknowledged
 * message ids and what Elasticsearch holds, and not one class of the services that stand between.
 */
@NullMarked
package io.tributary.checker;

import org.jspecify.annotations.NullMarked;
