/** The table and the JSON report at the end of a run. */
@NullMarked
package io.tributary.local.report;

import org.jspecify.annotations.NullMarked;
