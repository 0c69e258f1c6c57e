/** The demo's events and the truth about them: the generated shop, the Online Retail file, and the sender with its ledger. */
@NullMarked
package io.tributary.local.demo;

import org.jspecify.annotations.NullMarked;
