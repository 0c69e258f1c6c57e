/** The one door of the suite: it checks tokens, owns tenants, limits and routes requests, and keeps the audit log. */
@NullMarked
package io.tributary.gateway;

import org.jspecify.annotations.NullMarked;
