/**
 * The pure description of an audience platform: how rows are normalised, what is put on the wire, what an answer means.
 * Connectors do no I/O, so every request can be compared byte by byte.
 */
@NullMarked
package io.tributary.activation.connector;

import org.jspecify.annotations.NullMarked;
