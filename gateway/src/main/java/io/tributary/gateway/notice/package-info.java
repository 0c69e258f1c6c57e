/** What stopped working, since when, and what to do about it. */
@NullMarked
package io.tributary.gateway.notice;

import org.jspecify.annotations.NullMarked;
