/** The whole suite from outside: five services, four servers and the doubles as processes, asked through public routes. */
@NullMarked
package io.tributary.e2e;

import org.jspecify.annotations.NullMarked;
