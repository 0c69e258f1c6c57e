/** The deny list, against tables and a naive reading of trees. */
@NullMarked
package io.tributary.ingestion.privacy;

import org.jspecify.annotations.NullMarked;
