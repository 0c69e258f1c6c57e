/**
 * Gets the servers' files through Maven itself, so that the settings, mirrors and proxies of whoever runs this apply and
 * no repository is named in our code. What is in the local repository already is not downloaded again.
 */
@NullMarked
package io.tributary.embedded.fetch;

import org.jspecify.annotations.NullMarked;
