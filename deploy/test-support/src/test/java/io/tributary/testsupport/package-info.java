@NullMarked
package io.tributary.testsupport;

import org.jspecify.annotations.NullMarked;
