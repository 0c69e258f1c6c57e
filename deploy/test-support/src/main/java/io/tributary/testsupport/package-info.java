/** What the tests of several modules share: the architecture rules and signed tokens. Test scope only. */
@NullMarked
package io.tributary.testsupport;

import org.jspecify.annotations.NullMarked;
