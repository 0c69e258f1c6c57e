/**
 * Tables of records and how their values are compared: each field has a kind, which gives its values a normal form and
 * pairs of them a level.
 */
@NullMarked
package io.tributary.identity.linkage.table;

import org.jspecify.annotations.NullMarked;
