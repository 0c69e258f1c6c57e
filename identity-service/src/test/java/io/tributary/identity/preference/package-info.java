/** What the person's page asks and takes. */
@NullMarked
package io.tributary.identity.preference;

import org.jspecify.annotations.NullMarked;
