/**
 * What every double shares: a request as it came in, the reply that goes out, and the contract between a platform and
 * the front that serves it. Nothing here knows a particular platform.
 */
@NullMarked
package io.tributary.doubles.platform;

import org.jspecify.annotations.NullMarked;
