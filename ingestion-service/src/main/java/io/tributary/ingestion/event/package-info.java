/**
 * What an accepted call is once it has been judged: who, what, when, and the client's own JSON as it was sent.
 * Plain values without behaviour beyond their invariants.
 */
@NullMarked
package io.tributary.ingestion.event;

import org.jspecify.annotations.NullMarked;
