/**
 * SendGrid Marketing: an audience is a contact list. Additions are import jobs that are followed to their end;
 * removals search the contacts first, because a list gives up ids and not addresses.
 */
@NullMarked
package io.tributary.activation.adapter.sendgrid;

import org.jspecify.annotations.NullMarked;
