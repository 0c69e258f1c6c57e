/** Tests of tables and of how values are compared. */
@NullMarked
package io.tributary.identity.linkage.table;

import org.jspecify.annotations.NullMarked;
