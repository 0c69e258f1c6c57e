/** Tests of jobs. */
@NullMarked
package io.tributary.identity.job;

import org.jspecify.annotations.NullMarked;
