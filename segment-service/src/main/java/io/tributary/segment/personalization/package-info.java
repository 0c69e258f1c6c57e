/**
 * What a live page may know about the person in front of it: the segments that the person is in and what to do about them.
 * A page's public read key sees only segments marked public, and never an identifier.
 */
@NullMarked
package io.tributary.segment.personalization;

import org.jspecify.annotations.NullMarked;
