/** Keycloak through its admin client: organizations, accounts and role mappings. */
@NullMarked
package io.tributary.gateway.adapter.keycloak;

import org.jspecify.annotations.NullMarked;
