/** The safeguarding focal point of each structure, to whom people can speak about the conduct of staff. */
@ApplicationModule(
        id = "safeguarding",
        allowedDependencies = {"access", "database", "decisions"})
@NullMarked
package org.akoma.ground.safeguarding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
