/** What other rules would make of the people there are: tells again what is known of them, beside the graph. */
@NullMarked
package io.tributary.identity.simulation;

import org.jspecify.annotations.NullMarked;
