/** What the demo tenant is made of: users, sources, segments, destinations, audiences, a suppression list. */
@NullMarked
package io.tributary.local.setup;

import org.jspecify.annotations.NullMarked;
