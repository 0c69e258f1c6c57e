/**
 * The Fellegi-Sunter model and how it is learned without labels: shares of comparison levels among matches and among
 * others, a prior, and views of the pairs that only share a key.
 */
@NullMarked
package io.tributary.identity.linkage.model;

import org.jspecify.annotations.NullMarked;
