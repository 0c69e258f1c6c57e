/**
 * The HTTP border: the collector's routes as existing clients know them, and the API of sources, bad rows,
 * imports and jobs.
 */
@NullMarked
package io.tributary.ingestion.adapter.http;

import org.jspecify.annotations.NullMarked;
