/**
 * A customer's own endpoint: it believes a call only when the Standard Webhooks library says that the signature is
 * right and fresh, takes each webhook id once, and keeps the set of members that the calls describe.
 */
@NullMarked
package io.tributary.doubles.webhook;

import org.jspecify.annotations.NullMarked;
