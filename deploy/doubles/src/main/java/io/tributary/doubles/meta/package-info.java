/**
 * Meta's Custom Audiences, Graph API v25.0: audiences, adding and removing hashed rows, replacing an audience in a
 * session, and removing people from every audience of an account.
 */
@NullMarked
package io.tributary.doubles.meta;

import org.jspecify.annotations.NullMarked;
