/** Measures the application from outside, through its public API. Nothing else depends on it. */
@NullMarked
package org.akoma.bench;

import org.jspecify.annotations.NullMarked;
