/** What this service must know about tenants: whether they may be served, and in which zone their days begin. */
@NullMarked
package io.tributary.segment.tenant;

import org.jspecify.annotations.NullMarked;
