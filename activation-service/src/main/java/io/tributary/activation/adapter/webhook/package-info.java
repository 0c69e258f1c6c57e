/**
 * Any receiver that speaks Standard Webhooks: changes of membership as signed messages.
 */
@NullMarked
package io.tributary.activation.adapter.webhook;

import org.jspecify.annotations.NullMarked;
