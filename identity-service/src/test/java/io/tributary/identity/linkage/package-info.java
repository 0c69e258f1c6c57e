/** Tests of record linkage, on published labelled files and on a seeded population. */
@NullMarked
package io.tributary.identity.linkage;

import org.jspecify.annotations.NullMarked;
