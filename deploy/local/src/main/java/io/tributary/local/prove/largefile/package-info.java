/** The proof that the size of a file does not matter to the memory of the process that reads it. */
@NullMarked
package io.tributary.local.prove.largefile;

import org.jspecify.annotations.NullMarked;
