/** The schema engine, against the drafts and against hostile input. */
@NullMarked
package io.tributary.ingestion.adapter.jsonschema;

import org.jspecify.annotations.NullMarked;
