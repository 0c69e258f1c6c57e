/** JSON Schema by the validator of networknt, with RE2/J for regular expressions, so that no pattern can run for ever. */
@NullMarked
package io.tributary.ingestion.adapter.jsonschema;

import org.jspecify.annotations.NullMarked;
