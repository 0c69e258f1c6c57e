/**
 * A person with data in every store is erased, and the bytes of every store are searched for what was theirs. The search is
 * a program of its own that shares nothing with the services; it must first find all of it.
 */
@NullMarked
package io.tributary.local.prove.erasure;

import org.jspecify.annotations.NullMarked;
