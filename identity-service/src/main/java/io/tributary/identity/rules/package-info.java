/**
 * A tenant's identity rules: how many values of a namespace one person may have, which namespaces weigh more, which
 * values point at nobody. Rules are versioned; tightening them does not repair the people there are.
 */
@NullMarked
package io.tributary.identity.rules;

import org.jspecify.annotations.NullMarked;
