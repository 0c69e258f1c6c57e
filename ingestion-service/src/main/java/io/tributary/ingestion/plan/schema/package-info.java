/**
 * JSON Schema as tracking plans use it: what a schema may contain so that judging by it is bounded, and what judging gives.
 * Schemas come from people and are hostile until {@code SchemaBounds} has seen them.
 */
@NullMarked
package io.tributary.ingestion.plan.schema;

import org.jspecify.annotations.NullMarked;
