/**
 * Files as rows: which encoding and delimiter a file has, where each of its rows begins and ends in bytes, and what its
 * cells say. A place between two rows is exact, so reading can go on there in another process.
 */
@NullMarked
package io.tributary.ingestion.rows;

import org.jspecify.annotations.NullMarked;
