/**
 * The marketing side of SendGrid: contacts, lists, custom fields, opt-outs and erasure. Changes of contacts and list
 * membership are jobs, as they are at the original: accepted now, in effect a moment later.
 */
@NullMarked
package io.tributary.doubles.sendgrid;

import org.jspecify.annotations.NullMarked;
