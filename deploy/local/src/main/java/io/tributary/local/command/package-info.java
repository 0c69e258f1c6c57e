/** The commands a person types: up, token, clock, prove. They parse options, call the rest and print. */
@NullMarked
package io.tributary.local.command;

import org.jspecify.annotations.NullMarked;
