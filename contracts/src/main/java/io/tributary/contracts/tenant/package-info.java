/** How a token names its tenant and its role: the claims that Keycloak writes and every service reads. */
@NullMarked
package io.tributary.contracts.tenant;

import org.jspecify.annotations.NullMarked;
