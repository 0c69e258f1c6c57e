/** Rules over the Online Retail file whose sizes are known, asked of a suite that holds the file. */
@NullMarked
package io.tributary.local.prove.rules;

import org.jspecify.annotations.NullMarked;
