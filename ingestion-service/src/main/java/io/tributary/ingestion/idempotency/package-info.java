/**
 * Answers of unsafe calls, kept for a day under the caller's own key, so that a repeated call gets the first answer and does
 * nothing twice. Answers are sealed: they may hold a write key that nothing else keeps.
 */
@NullMarked
package io.tributary.ingestion.idempotency;

import org.jspecify.annotations.NullMarked;
