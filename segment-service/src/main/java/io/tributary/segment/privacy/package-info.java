/**
 * What this service does about one person's privacy request: it lets nothing of an erased person come back, deletes what it
 * holds, proves that nothing is left, and hands over what it holds to who asks for it. Stage by stage, as identity asks.
 */
@NullMarked
package io.tributary.segment.privacy;

import org.jspecify.annotations.NullMarked;
