/** The file border: import files are spooled to a directory, so that their job outlives the upload and a restart. */
@NullMarked
package io.tributary.ingestion.adapter.file;

import org.jspecify.annotations.NullMarked;
