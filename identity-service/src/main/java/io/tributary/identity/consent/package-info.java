/**
 * What a person said about being contacted, per purpose. Newer statements win over older ones of the same profile; when
 * two profiles become one, the most restrictive answer wins.
 */
@NullMarked
package io.tributary.identity.consent;

import org.jspecify.annotations.NullMarked;
