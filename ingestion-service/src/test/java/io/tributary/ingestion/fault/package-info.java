@NullMarked
package io.tributary.ingestion.fault;

import org.jspecify.annotations.NullMarked;
