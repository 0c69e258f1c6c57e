/** The bounds of schemas, against hostile ones. */
@NullMarked
package io.tributary.ingestion.plan.schema;

import org.jspecify.annotations.NullMarked;
