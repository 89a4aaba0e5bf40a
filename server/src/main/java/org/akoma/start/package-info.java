/** Starting the program: the commands of ./akoma, the first start, the demo. */
@NullMarked
package org.akoma.start;

import org.jspecify.annotations.NullMarked;
