/**
 * What must not be done, and the gate that decides at every attempt whether a person may be delivered to a place.
 * Consent is what the person said; suppression is what we must not do; both are asked here and nowhere else.
 */
@NullMarked
package io.tributary.activation.suppression;

import org.jspecify.annotations.NullMarked;
