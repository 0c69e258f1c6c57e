/**
 * What a tenant expects of its events: per event a schema and what becomes of an event that breaks it. A plan is written
 * through the API, kept in versions, and held compiled in every instance, where each event is judged in memory.
 */
@NullMarked
package io.tributary.ingestion.plan;

import org.jspecify.annotations.NullMarked;
