/** Tests of the Fellegi-Sunter model and its training. */
@NullMarked
package io.tributary.identity.linkage.model;

import org.jspecify.annotations.NullMarked;
