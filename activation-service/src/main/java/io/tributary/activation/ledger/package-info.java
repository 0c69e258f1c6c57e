/**
 * What a destination holds, row by row: desired, sent, confirmed. The difference is always desired minus ledger,
 * so a crash at any point repairs itself at the next run.
 */
@NullMarked
package io.tributary.activation.ledger;

import org.jspecify.annotations.NullMarked;
